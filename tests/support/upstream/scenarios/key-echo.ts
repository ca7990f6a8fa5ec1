import { toFrame } from '@/lib/server/provider/demo/chunk-writer';
import { answerFrames } from '../answer-frames';
import { type Exchange, sendReply } from '../exchange';
import { planAnswer } from '../plan-answer';
import type { Handler } from '../profile';
import { sendFrames } from '../send-frames';

const error = ({ key }: Exchange) => ({
  error: { message: `invalid key Bearer ${key} in request`, type: 'BadRequestError', code: 400 },
});

/** Servers that repeat the key in their error texts. */
export const KEY_ECHO: Readonly<Record<string, Handler>> = {
  'key-echo': (exchange) => sendReply(exchange, { status: 400, json: error(exchange) }),
  'key-echo-mid': async (exchange) => {
    const frames = answerFrames(exchange, await planAnswer(exchange)).slice(0, 3);
    await sendFrames(exchange, [...frames, toFrame(error(exchange))]);
  },
};
