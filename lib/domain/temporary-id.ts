/** Where a UUID has its version: 4 for random ones, 8 for those with a meaning of their own (RFC 9562). */
const VERSION_PLACE = 14;
const TEMPORARY_VERSION = '8';

/**
 * Makes of a random UUID the id of something temporary: a chat, its pictures and its answers, which are
 * never written to disk. Whoever has the id knows it.
 */
export function toTemporaryId(uuid: string): string {
  return uuid.slice(0, VERSION_PLACE) + TEMPORARY_VERSION + uuid.slice(VERSION_PLACE + 1);
}

/** Whether an id is of something temporary. */
export function isTemporaryId(id: string): boolean {
  return id.charAt(VERSION_PLACE) === TEMPORARY_VERSION;
}
