import 'server-only';
import { fixesFor } from '@/lib/domain/doctor/fixes';
import { judgeStreaming } from '@/lib/domain/doctor/judge-streaming';
import { AppError } from '@/lib/domain/errors/app-error';
import type { StreamAnswer } from '../ask';
import { type Examination, type Probe, type ProbeResult, toBody } from '../examination';

const COUNT = 'Count from 1 to 40. Only the numbers, with spaces.';
const COUNT_TOKENS = 64;

/** Some hosted models fall silent when they are asked for token counts. */
const SILENCE_MS = 45_000;

async function tryWithUsage(examination: Examination): Promise<StreamAnswer | null> {
  const body = toBody(examination, COUNT, COUNT_TOKENS);
  try {
    const options = { timeoutMs: SILENCE_MS };
    return await examination.ask.stream(
      { ...body, stream_options: { include_usage: true } },
      options,
    );
  } catch (cause) {
    // Whether it is the wish for counts or the server shows when it is asked without.
    if (cause instanceof AppError && cause.code === 'upstream-timeout') return null;
    throw cause;
  }
}

/** Asks for token counts, and without them where a server objects to that. */
async function askForStream(examination: Examination): Promise<StreamAnswer> {
  const answer = await tryWithUsage(examination);
  if (answer && (answer.isAccepted || answer.status >= 500)) return answer;
  const without = await examination.ask.stream(toBody(examination, COUNT, COUNT_TOKENS));
  if (without.isAccepted) examination.learnt.refusedFields = ['stream_options'];
  return without;
}

/** Whether an answer arrives while it is written, or in one piece at its end. */
export const streaming: Probe = async (examination) => {
  const answer = await askForStream(examination);
  if (!answer.isAccepted) return { code: 'failed-status', values: { status: answer.status } };
  if (!answer.isStream) return { code: 'streaming-whole', fixes: [{ code: 'leave-proxy' }] };
  if (answer.arrivals.length === 0) {
    return { code: 'streaming-empty', fixes: [{ code: 'read-server-log' }] };
  }
  examination.countsUsage = answer.promptTokens !== undefined;
  const { isBuffered, firstMs, perSecond } = judgeStreaming(answer.arrivals);
  const values = { milliseconds: firstMs, perSecond };
  if (!isBuffered) return { code: 'streaming-ok', values };
  return { code: 'streaming-buffered', values, fixes: fixesFor('unbuffered', examination.kind) };
};

/** Whether a stream ends with its token counts; the stream before was asked for them. */
export const usage: Probe = async ({ learnt, countsUsage }): Promise<ProbeResult> => {
  if (countsUsage === undefined) return { code: 'skipped-stream' };
  // Some count unasked, though they refuse to be asked.
  if (countsUsage) return { code: 'usage-ok' };
  return { code: learnt.refusedFields ? 'usage-refused' : 'usage-none' };
};

const STORY = 'Tell a long story about a lighthouse.';
const STORY_TOKENS = 400;
/** What a server needs to notice that nobody listens any more, in milliseconds. */
const NOTICE_MS = 3_000;

/**
 * Whether a server stops working when we hang up. It does not say so; but one that works on would keep
 * the next question waiting.
 */
export const stop: Probe = async (examination) => {
  const { ask, kind } = examination;
  if (kind === 'nvidia') return { code: 'stop-hosted' };
  const begun = await ask.stream(toBody(examination, STORY, STORY_TOKENS), { stopAfter: 2 });
  if (!begun.isAccepted) return { code: 'failed-status', values: { status: begun.status } };
  const next = await ask.chat(toBody(examination, 'Yes?', 1));
  if (!next.isAccepted) return { code: 'failed-status', values: { status: next.status } };
  const [firstMs = 0] = begun.arrivals;
  const values = { milliseconds: Math.round(next.tookMs) };
  return {
    code: next.tookMs <= Math.max(NOTICE_MS, firstMs * 2) ? 'stop-ok' : 'stop-slow',
    values,
  };
};
