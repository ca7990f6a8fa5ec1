import { toFrame } from '@/lib/server/provider/demo/chunk-writer';
import { answerFrames, writerOf } from '../answer-frames';
import type { Exchange } from '../exchange';
import { planAnswer } from '../plan-answer';
import type { Handler } from '../profile';
import { hang, type Sending, sendFrames } from '../send-frames';

/** Frames that come before a fault: the role and two pieces of text. */
const FRAMES_BEFORE = 3;
const PROBLEM = {
  type: 'urn:inference-service:problem-details:internal-server-error',
  title: 'Internal Server Error',
  status: 500,
  detail: 'Inference connection error',
};
const SERVER_ERROR = {
  error: { message: 'engine stopped', type: 'InternalServerError', param: null, code: 500 },
};

type Change = (frames: readonly string[], exchange: Exchange) => readonly string[];

/** Sends the usual answer, changed. */
function change(edit: Change, sending?: Sending): Handler {
  return async (exchange) => {
    const frames = answerFrames(exchange, await planAnswer(exchange));
    await sendFrames(exchange, edit(frames, exchange), sending);
  };
}

/** Sends the beginning of the usual answer and then something else. */
const interrupt = (rest: readonly string[], sending?: Sending): Handler =>
  change((frames) => [...frames.slice(0, FRAMES_BEFORE), ...rest], sending);

/** Sends an answer without text that finishes for a reason. */
const finishEmpty = (reason: string): Handler =>
  change((_frames, exchange) => {
    const writer = writerOf(exchange);
    return [writer.start(), writer.finish(reason), writer.done()];
  });

/** Sends text, then finishes for a reason. */
const finishWith = (reason: string): Handler =>
  change((frames, exchange) => {
    const writer = writerOf(exchange);
    return [...frames.slice(0, FRAMES_BEFORE), writer.finish(reason), writer.done()];
  });

const withoutDone: Change = (frames) => frames.filter((frame) => !frame.includes('[DONE]'));
const insert =
  (frame: string): Change =>
  (frames) =>
    frames.toSpliced(FRAMES_BEFORE, 0, frame);

/** What goes wrong inside or before a stream, on any server. */
export const STREAM_FAULTS: Readonly<Record<string, Handler>> = {
  'silent-before-headers': ({ signal }) => hang(signal),
  'silent-before-first-byte': (exchange) => sendFrames(exchange, [], { ending: 'hang' }),
  stall: interrupt([], { ending: 'hang' }),
  reset: interrupt([], { ending: 'reset' }),
  'reset-before-headers': ({ response }) => void response.socket?.resetAndDestroy(),
  'no-finish': interrupt([]),
  'truncated-frame': interrupt(['data: {"id":"chatcmpl-simulated","choices":[{"index":0,"de']),
  'zero-frames': (exchange) => sendFrames(exchange, []),
  'bad-json': change(insert('data: {"choices":[{"index":0,"delta":{"content":\n\n')),
  'no-done': change(withoutDone),
  'done-held-open': change((frames) => frames, { ending: 'hang' }),
  'finish-held-open': change(withoutDone, { ending: 'hang' }),
  'error-first': (exchange) => sendFrames(exchange, [toFrame(SERVER_ERROR), 'data: [DONE]\n\n']),
  'error-mid': interrupt([toFrame(SERVER_ERROR), 'data: [DONE]\n\n']),
  'error-mid-text': interrupt([toFrame({ error: 'the model stopped' })]),
  'error-mid-event': interrupt([
    `event: error\ndata: ${JSON.stringify({ error: { message: 'Input does not fit in context length.' }, message: 'Input does not fit in context length.' })}\n\n`,
  ]),
  'problem-mid': interrupt([toFrame(PROBLEM)]),
  'problem-mid-rate': interrupt([toFrame({ ...PROBLEM, status: 429, title: 'Too Many Requests' })]),
  'empty-answer': finishEmpty('stop'),
  'finish-length': finishWith('length'),
  'finish-content-filter': finishWith('content_filter'),
  'refused-without-text': finishEmpty('content_filter'),
  'finish-tool-calls': finishWith('tool_calls'),
  'finish-unknown': finishWith('sleepy'),
};
