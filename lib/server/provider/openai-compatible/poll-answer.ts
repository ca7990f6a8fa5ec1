import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { functionsDestination } from '../functions-destination';
import { type OpenedAnswer, type OpenOptions, openAnswer } from './open-answer';

/** NVIDIA allows one question a second. */
const POLL_INTERVAL_MS = 1_000;
/** The longest that NVIDIA works on one answer is 20 minutes. */
const MAX_POLLS = 1_200;
/** Ids are UUIDs; nothing else becomes part of a path. */
const REQUEST_ID = /^[\w-]{1,128}$/;

export type PollOptions = {
  /** As it was answered with 202. */
  readonly id: string;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
  /** The server said that it is still at work. */
  readonly onPending: () => void;
};

/**
 * Asks for an answer that is being worked on until it is there
 * (`GET /v2/nvcf/pexec/status/{id}` of NVIDIA's cloud functions).
 *
 * @throws What `openAnswer` and `wait` throw.
 */
export async function pollAnswer(
  options: OpenOptions,
  { id, wait, onPending }: PollOptions,
): Promise<Exclude<OpenedAnswer, { type: 'pending' }>> {
  const destination = functionsDestination(options.destination);
  const connection = destination.label;
  let pendingId = id;
  for (let count = 0; count < MAX_POLLS && REQUEST_ID.test(pendingId); count += 1) {
    await wait(POLL_INTERVAL_MS, options.signal);
    const path = `/v2/nvcf/pexec/status/${pendingId}`;
    const request = { path, root: true, accept: 'application/json' };
    const opened = await openAnswer({ ...options, destination, request });
    if (opened.type !== 'pending') return opened;
    onPending();
    pendingId = opened.id;
  }
  return { type: 'failed', error: new AppError('upstream-timeout', { connection }), refused: [] };
}
