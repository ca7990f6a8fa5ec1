import { answerFrames } from '../answer-frames';
import { countPromptTokens } from '../count-tokens';
import type { AnswerPlan, Piece } from '../plan-answer';
import type { Handler } from '../profile';
import { sendFrames } from '../send-frames';

const call = (index: number, id: string, name: string, ...args: readonly string[]): Piece[] => [
  {
    type: 'delta',
    delta: { tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] },
  },
  ...args.map(
    (text): Piece => ({
      type: 'delta',
      delta: { tool_calls: [{ index, function: { arguments: text } }] },
    }),
  ),
];
const say = (text: string): Piece => ({ type: 'text', text });

const send =
  (pieces: readonly Piece[], finishReason = 'tool_calls'): Handler =>
  async (exchange) => {
    const promptTokens = await countPromptTokens(exchange.body);
    const plan: AnswerPlan = { pieces, finishReason, promptTokens };
    await sendFrames(exchange, answerFrames(exchange, plan));
  };

const WEATHER = call(0, 'aB3dE5fG7', 'get_weather', '{"city": "Par', 'is"}');

/** Tool calls as vLLM streams them: ids of nine characters, arguments in pieces and never checked. */
export const TOOL_SCENARIOS: Readonly<Record<string, Handler>> = {
  'tools-single': send(WEATHER),
  'tools-parallel': send([...WEATHER, ...call(1, 'hJ8kL2mN4', 'get_time', '{"zone":"CET"}')]),
  'tools-with-text': send([say('Let me '), say('look.'), ...WEATHER]),
  'tools-bad-json': send(call(0, 'aB3dE5fG7', 'get_weather', '{"city": Paris')),
  'tools-cut': send(call(0, 'aB3dE5fG7', 'get_weather', '{"city": "Par'), 'length'),
  'tools-named': send(WEATHER, 'stop'),
};
