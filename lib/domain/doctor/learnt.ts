import type { ConnectionProfile, ModelProfile } from '../connection/connection-profile';

/** What no probe says: times belong to the run, and models have their own. */
type Apart =
  | 'refusedFields'
  | 'refusedAt'
  | 'taughtAt'
  | 'checkedAt'
  | 'maxImagesByModel'
  | 'models';
type Found<Kept> = { -readonly [Name in keyof Kept]?: Kept[Name] | null };

/**
 * What a run of the doctor learnt of a connection so far. Absent is what it could not tell; `null` is what it
 * looked at and found nothing to keep of, so that what was kept before goes.
 */
export type Learnt = Found<Omit<ConnectionProfile, Apart>> & {
  refusedFields?: readonly string[];
  /** The same of the model that was asked; the others are not known any better. */
  readonly ofModel: Found<ModelProfile>;
};

/** What is said of a whole run. */
export type RunFacts = {
  /** The model that was asked, by the name the server knows it by. */
  readonly model: string;
  /** Fields of the requests that were answered: none of them is refused any more. */
  readonly acceptedFields: readonly string[];
  /** When the run ended, in milliseconds since 1970. */
  readonly at: number;
};

const without = <Value>(record: Readonly<Record<string, Value>> = {}, keys: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));

const unlessEmpty = <Value extends object>(value: Value) =>
  Object.keys(value).length > 0 ? value : undefined;

const isSaid = ([, value]: [string, unknown]) => value !== undefined;
const isKept = ([, value]: [string, unknown]) => value !== undefined && value !== null;

function modelsAfter(
  { models }: ConnectionProfile,
  ofModel: Learnt['ofModel'],
  model: string,
): ConnectionProfile['models'] {
  const before = Object.entries(models ?? {}).find(([name]) => name === model)?.[1];
  const found = Object.fromEntries(Object.entries(ofModel).filter(isSaid));
  const after = Object.fromEntries(Object.entries({ ...before, ...found }).filter(isKept));
  const own = unlessEmpty(after) ? [[model, after] as const] : [];
  return unlessEmpty(Object.fromEntries([...Object.entries(without(models, [model])), ...own]));
}

function refusalsAfter(
  before: ConnectionProfile,
  refused: readonly string[],
  { acceptedFields, at }: RunFacts,
): Pick<ConnectionProfile, 'refusedFields' | 'refusedAt'> {
  const left = before.refusedFields.filter((field) => !acceptedFields.includes(field));
  const refusedFields = [...new Set([...left, ...refused])];
  const leftAt = left.length > 0 ? before.refusedAt : undefined;
  return { refusedFields, refusedAt: refused.length > 0 ? at : leftAt };
}

/**
 * What is known of a connection after a run. Of the fields that a server refused those go that it takes now;
 * what the run looked at replaces what was known, and the rest of it is kept. Counting a model's pictures
 * replaces what chats learnt of their number.
 */
export function profileAfter(
  before: ConnectionProfile,
  { refusedFields = [], ofModel, ...learnt }: Learnt,
  run: RunFacts,
): ConnectionProfile {
  const found = Object.entries(learnt).filter(isSaid);
  const counted = ofModel.maxImages === undefined ? [] : [run.model];
  const maxImagesByModel = unlessEmpty(without(before.maxImagesByModel, counted));
  const replaced = found.map(([name]) => name);
  if (!maxImagesByModel) replaced.push('maxImagesByModel');
  const refusals = refusalsAfter(before, refusedFields, run);
  const after = {
    ...before,
    ...Object.fromEntries(found),
    ...refusals,
    checkedAt: run.at,
    maxImagesByModel,
    models: modelsAfter(before, ofModel, run.model),
    taughtAt: unlessEmpty(without(before.taughtAt, replaced)),
  };
  const { refusedFields: still } = refusals;
  return { refusedFields: still, ...Object.fromEntries(Object.entries(after).filter(isKept)) };
}
