import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Destination, fetchUpstream, readCappedText } from '../../egress/fetch-upstream';
import type { Dialect } from '../dialects';
import { errorFromUpstream, refusesUsage } from '../error-from-upstream';
import { parseJson, readRefusal, readRefusalText } from '../read-refusal';
import { parseRetryAfter } from './retry-delay';

/** What is read of an error body, in bytes. */
const MAX_ERROR_BYTES = 64 * 1024;
/** An error in disguise that names no status is the server's own trouble. */
const UNNAMED_STATUS = 502;
const STREAM = 'text/event-stream';

export type OpenedStream =
  | { readonly type: 'stream'; readonly response: Response; readonly isDeclared: boolean }
  /** The server objects to being asked for token counts. */
  | { readonly type: 'usage-refused'; readonly error: AppError }
  | { readonly type: 'failed'; readonly error: AppError };

type OpenOptions = {
  readonly destination: Destination;
  readonly dialect: Dialect;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

async function readFailure(response: Response, options: OpenOptions): Promise<OpenedStream> {
  const refusal = readRefusalText(await readCappedText(response, MAX_ERROR_BYTES));
  const { status, headers } = response;
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), options.now());
  const context = { connection: options.destination.label, dialect: options.dialect };
  const error = errorFromUpstream({ status, refusal, retryAfterSeconds }, context);
  return { type: refusesUsage(status, refusal) ? 'usage-refused' : 'failed', error };
}

/** A success that is no stream: an error in disguise (LM Studio), a portal's page, a whole answer. */
async function readNonStream(response: Response, options: OpenOptions): Promise<OpenedStream> {
  const connection = options.destination.label;
  const body = parseJson(await readCappedText(response, MAX_ERROR_BYTES));
  const isError = typeof body === 'object' && body !== null && 'error' in body && body.error;
  if (!isError)
    return { type: 'failed', error: new AppError('upstream-not-stream', { connection }) };
  const refusal = readRefusal(body);
  const answer = { status: refusal.status ?? UNNAMED_STATUS, refusal };
  const error = errorFromUpstream(answer, { connection, dialect: options.dialect });
  return { type: 'failed', error };
}

/**
 * Sends one chat request and looks at how the answer begins.
 *
 * @throws What `fetchUpstream` throws.
 */
export async function openStream(options: OpenOptions): Promise<OpenedStream> {
  const { body, signal } = options;
  const request = { path: '/chat/completions', accept: STREAM, body, signal };
  const response = await fetchUpstream(options.destination, request);
  if (response.status !== 200) return readFailure(response, options);
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isStream = mediaType === STREAM;
  if (isStream || !/json|html|xml/.test(mediaType)) {
    return { type: 'stream', response, isDeclared: isStream };
  }
  return readNonStream(response, options);
}
