import { answerFrames } from '../answer-frames';
import { atRandom, everyBytes, inBatches, withCrLf, withPings } from '../cut-frames';
import { planAnswer } from '../plan-answer';
import type { Handler } from '../profile';
import { type Sending, sendFrames } from '../send-frames';

const sendCut =
  (cut: Sending['cut']): Handler =>
  async (exchange) => {
    const frames = answerFrames(exchange, await planAnswer(exchange));
    await sendFrames(exchange, frames, { cut });
  };

/** Whole answers that arrive in unusual pieces: nothing may be lost or changed. */
export const CUT_SCENARIOS: Readonly<Record<string, Handler>> = {
  'cut-every-byte': sendCut(everyBytes(1)),
  'cut-odd': sendCut(everyBytes(7)),
  'cut-random': sendCut(atRandom(42, 40)),
  'line-ends': sendCut(withCrLf),
  pings: sendCut(withPings),
  batches: sendCut(inBatches(8)),
  buffered: sendCut((frames) => [frames.join('')]),
};
