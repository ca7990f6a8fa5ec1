import type { ConnectionProfile } from '../connection/connection-profile';

/** What a run of the doctor learnt of a connection so far; absent is what it could not tell. */
export type Learnt = { -readonly [Name in keyof ConnectionProfile]?: ConnectionProfile[Name] };

/**
 * What is known of a connection after a run: fields that a server refused were all tried anew, so only
 * those that it still refuses stay; the rest of what is known is kept where the run says nothing.
 */
export function profileAfter(before: ConnectionProfile, learnt: Learnt): ConnectionProfile {
  const known = Object.entries(learnt).filter(([, value]) => value !== undefined);
  return { ...before, refusedFields: [], ...Object.fromEntries(known) };
}
