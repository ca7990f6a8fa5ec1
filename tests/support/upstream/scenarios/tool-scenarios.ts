import { type AnswerPlan, type Piece, promptTokensOf } from '../plan-answer';
import type { Handler } from '../profile';
import { sendAnswer } from '../send-answer';

const call = (index: number, id: string, name: string, text: string): Piece => ({
  type: 'call',
  index,
  call: { id, name, arguments: text },
});
const say = (text: string): Piece => ({ type: 'text', text });

const send =
  (pieces: readonly Piece[], finishReason = 'tool_calls'): Handler =>
  async (exchange) => {
    const promptTokens = await promptTokensOf(exchange);
    const plan: AnswerPlan = { pieces, finishReason, promptTokens };
    await sendAnswer(exchange, plan);
  };

const WEATHER = call(0, 'aB3dE5fG7', 'get_weather', '{"city": "Paris"}');
const TIME = call(1, 'hJ8kL2mN4', 'get_time', '{"zone":"CET"}');
const lookAgain = (id: string): Piece => call(1, id, 'get_weather', '{"city": "Rome"}');

/** Tool calls as models make them: arguments are never checked, and finish reasons not always right. */
export const TOOL_SCENARIOS: Readonly<Record<string, Handler>> = {
  'tools-single': send([WEATHER]),
  'tools-parallel': send([WEATHER, TIME]),
  'tools-with-text': send([say('Let me '), say('look.'), WEATHER]),
  'tools-bad-json': send([call(0, 'aB3dE5fG7', 'get_weather', '{"city": Paris')]),
  'tools-cut': send([call(0, 'aB3dE5fG7', 'get_weather', '{"city": "Par')], 'length'),
  'tools-named': send([WEATHER], 'stop'),
  'tools-empty-arguments': send([call(0, 'aB3dE5fG7', 'get_weather', '')]),
  'tools-no-id': send([call(0, '', 'get_weather', '{"city": "Paris"}')]),
  'tools-same-id': send([WEATHER, lookAgain('aB3dE5fG7')]),
  'tools-long-id': send([call(0, 'chatcmpl-tool-0a1b2c3d', 'get_weather', '{"city": "Paris"}')]),
};
