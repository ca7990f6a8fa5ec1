import { sendReply } from '../exchange';
import { planAnswer, promptTokensOf } from '../plan-answer';
import type { Handler } from '../profile';
import { sendAnswer } from '../send-answer';

const REFUSED = { error: { message: 'response_format is not supported' } };

const send =
  (texts: readonly string[], finishReason: string): Handler =>
  async (exchange) => {
    const promptTokens = await promptTokensOf(exchange);
    const pieces = texts.map((text) => ({ type: 'text', text }) as const);
    await sendAnswer(exchange, { pieces, finishReason, promptTokens });
  };

/** Answers that should have a form: a server that refuses to be asked, and a model that misses it. */
export const FORMAT_SCENARIOS: Readonly<Record<string, Handler>> = {
  'format-refused': async (exchange) => {
    if (exchange.body.response_format) return sendReply(exchange, { status: 400, json: REFUSED });
    await sendAnswer(exchange, await planAnswer(exchange));
  },
  'format-missed': send(['{"almost"', ': ', 'true}'], 'stop'),
  'format-cut': send(['I think: '], 'length'),
  'format-empty': send([], 'stop'),
};
