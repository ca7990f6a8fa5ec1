import 'server-only';
import { type Destination, fetchUpstream, readCappedText } from '../egress/fetch-upstream';
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
 * @throws AppError by what the server answered or why it could not be reached.
 */
export async function fetchJson(
  destination: Destination,
  question: Question,
  dialect: Dialect = DIALECTS.generic,
): Promise<unknown> {
  const response = await fetchUpstream(destination, { ...question, accept: 'application/json' });
  const text = await readCappedText(response, MAX_INFO_BYTES);
  if (response.status === 200) return parseJson(text);
  const answer = { status: response.status, refusal: readRefusalText(text) };
  throw errorFromUpstream(answer, { connection: destination.label, dialect });
}
