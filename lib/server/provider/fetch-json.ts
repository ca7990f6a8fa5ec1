import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { type Destination, fetchUpstream, readUpstreamText } from '../egress/fetch-upstream';
import { DIALECTS, type Dialect } from './dialects';
import { errorFromUpstream } from './error-from-upstream';
import { parseJson, readRefusalText } from './read-refusal';

/** Longest answer to a question about the server, in bytes: NVIDIA's list has about 30 KB. */
const MAX_INFO_BYTES = 4 * 1024 * 1024;

export type Question = {
  readonly path: string;
  /** Below the base address without its `/v1`. */
  readonly root?: boolean | undefined;
  /** A JSON text; makes it a POST. */
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
};

/**
 * Asks a server a question that it answers with JSON.
 *
 * @returns The parsed body; `undefined` when it is no JSON.
 * @throws AppError by what the server answered or why it could not be reached; the signal's reason when it aborts.
 */
export async function fetchJson(
  destination: Destination,
  question: Question,
  dialect: Dialect = DIALECTS.generic,
): Promise<unknown> {
  const response = await fetchUpstream(destination, { ...question, accept: 'application/json' });
  const { signal } = question;
  const text = await readUpstreamText(response, MAX_INFO_BYTES, { destination, signal });
  if (response.status === 200) return parseJson(text);
  const answer = { status: response.status, refusal: readRefusalText(text) };
  throw errorFromUpstream(answer, { connection: destination.label, dialect });
}

/**
 * Asks what not every server of its kind can be asked.
 *
 * @returns `undefined` also where it refuses or cannot be reached.
 * @throws The signal's reason when it aborts.
 */
export async function tryFetchJson(destination: Destination, question: Question): Promise<unknown> {
  try {
    return await fetchJson(destination, question);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return undefined;
  }
}
