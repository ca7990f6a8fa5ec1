import type { ConnectionProfile } from '../connection/connection-profile';

/** What no probe says: times belong to the run, and models' numbers are counted one by one. */
type Apart = 'refusedFields' | 'refusedAt' | 'taughtAt' | 'checkedAt' | 'maxImagesByModel';
type Kept = Omit<ConnectionProfile, Apart>;

/**
 * What a run of the doctor learnt of a connection so far. Absent is what it could not tell; `null` is what it
 * looked at and found nothing to keep of, so that what was kept before goes.
 */
export type Learnt = { -readonly [Name in keyof Kept]?: Kept[Name] | null } & {
  refusedFields?: readonly string[];
  /** The model whose pictures were counted: what chats learnt of their number no longer counts. */
  countedModel?: string;
};

const without = <Value>(record: Readonly<Record<string, Value>> = {}, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));

const unlessEmpty = <Value extends object>(value: Value) =>
  Object.keys(value).length > 0 ? value : undefined;

/**
 * What is known of a connection after a run. Fields that a server refused were all tried anew, so only those
 * that it still refuses stay; what the run looked at replaces what was known, and the rest of it is kept.
 *
 * @param at - When the run ended, in milliseconds since 1970.
 */
export function profileAfter(
  before: ConnectionProfile,
  { countedModel = '', refusedFields = [], ...learnt }: Learnt,
  at: number,
): ConnectionProfile {
  const found = Object.entries(learnt).filter(([, value]) => value !== undefined);
  const maxImagesByModel = unlessEmpty(without(before.maxImagesByModel, [countedModel]));
  const replaced = found.map(([name]) => name);
  if (!maxImagesByModel) replaced.push('maxImagesByModel');
  const after = {
    ...before,
    ...Object.fromEntries(found),
    refusedFields,
    refusedAt: refusedFields.length > 0 ? at : undefined,
    checkedAt: at,
    maxImagesByModel,
    taughtAt: unlessEmpty(without(before.taughtAt, replaced)),
  };
  const known = Object.entries(after).filter(([, value]) => value !== undefined && value !== null);
  return { refusedFields, ...Object.fromEntries(known) };
}
