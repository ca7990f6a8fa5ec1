import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { isFields } from '@/lib/domain/structured/json-kind';
import {
  type Destination,
  fetchUpstream,
  readUpstreamText,
  type UpstreamRequest,
} from '../../egress/fetch-upstream';
import type { Dialect } from '../dialects';
import { errorFromUpstream } from '../error-from-upstream';
import { parseJson, readRefusal, readRefusalText } from '../read-refusal';
import { isRefusedByModel, refusedFieldsOf } from './refused-fields';
import { parseRetryAfter } from './retry-delay';

/** What is read of an error body, in bytes. */
const MAX_ERROR_BYTES = 64 * 1024;
/** What is read of an answer in one piece, in bytes: the largest answer, all of it escaped. */
const MAX_WHOLE_BYTES = 16 * 1024 * 1024;
/** An error in disguise that names no status is the server's own trouble. */
const UNNAMED_STATUS = 502;
const STREAM = 'text/event-stream';

/** How an answer begins. */
export type OpenedAnswer =
  | { readonly type: 'stream'; readonly response: Response; readonly isDeclared: boolean }
  /** All of it at once, as parsed JSON. */
  | { readonly type: 'whole'; readonly body: unknown }
  /** It is being worked on, and can be asked for by this id (NVIDIA). */
  | { readonly type: 'pending'; readonly id: string }
  | {
      readonly type: 'failed';
      readonly error: AppError;
      /** Optional fields that it failed for. */
      readonly refused: readonly string[];
      /** Whether only this model does not take them. */
      readonly isOfModel?: boolean | undefined;
    };

export type OpenOptions = {
  readonly destination: Destination;
  readonly dialect: Dialect;
  readonly request: Omit<UpstreamRequest, 'signal'>;
  /** Optional fields that the request has, by their names on the wire. */
  readonly optionalFields: readonly string[];
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

async function readFailure(response: Response, options: OpenOptions): Promise<OpenedAnswer> {
  const refusal = readRefusalText(await readUpstreamText(response, MAX_ERROR_BYTES, options));
  const { status, headers } = response;
  const retryAfterSeconds = parseRetryAfter(headers.get('retry-after'), options.now());
  const context = { connection: options.destination.label, dialect: options.dialect };
  const error = errorFromUpstream({ status, refusal, retryAfterSeconds }, context);
  const refused = refusedFieldsOf({ status, refusal, code: error.code }, options.optionalFields);
  return { type: 'failed', error, refused, isOfModel: isRefusedByModel(refusal) };
}

/** A success that is no stream: a whole answer, an error in disguise (LM Studio), a portal's page. */
async function readNonStream(response: Response, options: OpenOptions): Promise<OpenedAnswer> {
  const connection = options.destination.label;
  const body = parseJson(await readUpstreamText(response, MAX_WHOLE_BYTES, options));
  const isObject = isFields(body);
  if (isObject && 'error' in body && body.error) {
    const refusal = readRefusal(body);
    const answer = { status: refusal.status ?? UNNAMED_STATUS, refusal };
    const error = errorFromUpstream(answer, { connection, dialect: options.dialect });
    const refused = refusedFieldsOf({ ...answer, code: error.code }, options.optionalFields);
    return { type: 'failed', error, refused, isOfModel: isRefusedByModel(refusal) };
  }
  if (isObject && 'choices' in body) return { type: 'whole', body };
  return {
    type: 'failed',
    error: new AppError('upstream-not-stream', { connection }),
    refused: [],
  };
}

/**
 * Sends a request for an answer and looks at how that begins.
 *
 * @throws What `fetchUpstream` and `readUpstreamText` throw.
 */
export async function openAnswer(options: OpenOptions): Promise<OpenedAnswer> {
  const { destination, dialect, request, signal } = options;
  const response = await fetchUpstream(destination, { ...request, signal });
  const pendingId = response.headers.get('nvcf-reqid');
  if (response.status === 202 && dialect.polls && pendingId) {
    await response.body?.cancel();
    return { type: 'pending', id: pendingId };
  }
  if (response.status !== 200) return readFailure(response, options);
  const mediaType = response.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isStream = mediaType === STREAM;
  if (isStream || !/json|html|xml/.test(mediaType)) {
    return { type: 'stream', response, isDeclared: isStream };
  }
  return readNonStream(response, options);
}
