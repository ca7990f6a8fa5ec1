import 'server-only';
import { type Destination, fetchUpstream } from '../egress/fetch-upstream';
import { functionsDestination } from '../provider/functions-destination';

/** NVIDIA allows one question a second. */
const POLL_INTERVAL_MS = 1_000;
/** A minute: what takes longer is a model that is still being loaded. */
const MAX_POLLS = 60;
/** Ids are UUIDs; nothing else becomes part of a path. */
const REQUEST_ID = /^[\w-]{1,128}$/;

export type FollowOptions = {
  readonly destination: Destination;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Asks for an answer that is being worked on (202 of NVIDIA's cloud functions) until it is there, as chats
 * do.
 *
 * @returns The answer; one with 202 where it did not come within a minute or cannot be asked for.
 * @throws What `fetchUpstream` and `pause` throw.
 */
export async function followPending(
  begun: Response,
  { destination, pause, signal }: FollowOptions,
): Promise<Response> {
  let response = begun;
  for (let count = 0; count < MAX_POLLS && response.status === 202; count += 1) {
    const id = response.headers.get('nvcf-reqid') ?? '';
    if (!REQUEST_ID.test(id)) return response;
    await response.body?.cancel();
    await pause(POLL_INTERVAL_MS, signal);
    const path = `/v2/nvcf/pexec/status/${id}`;
    response = await fetchUpstream(functionsDestination(destination), {
      path,
      root: true,
      accept: 'application/json',
      signal,
    });
  }
  return response;
}
