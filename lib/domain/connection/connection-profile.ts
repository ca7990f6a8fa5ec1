import type { DialectName } from './dialect-name';

/** How a server's calls of tools come through: in streams too, or only in answers sent whole. */
export type ToolSupport = 'streamed' | 'whole';

/** What the doctor found of one model, beside what its server tells; it holds until the doctor looks again. */
export type ModelProfile = {
  /** Tokens, prompt and answer together. */
  readonly contextWindow?: number | undefined;
  /** Whether it sees pictures at all. */
  readonly acceptsImages?: boolean | undefined;
  /** Pictures in one prompt. */
  readonly maxImages?: number | undefined;
  /** Whether it takes tools at all. */
  readonly supportsTools?: boolean | undefined;
  /** Whether its answers keep to a JSON schema. */
  readonly keepsSchema?: boolean | undefined;
};

/** Limits that a server's refusals teach in use, beside those that the doctor finds. */
export const TAUGHT_LIMITS = [
  'maxImagesByModel',
  'maxImageBase64Characters',
  'maxImagesBase64Characters',
  'maxBodyBytes',
] as const;
export type TaughtLimit = (typeof TAUGHT_LIMITS)[number];

/**
 * What was learnt of one server, by use or by the endpoint doctor. Everything may be missing: then the
 * dialect's own assumption holds.
 */
export type ConnectionProfile = {
  /** The base address it was learnt at; at another one nothing of it holds. */
  readonly address?: string | undefined;
  readonly dialect?: DialectName | undefined;
  /** Optional fields of a request that the server refused, by their names on the wire. */
  readonly refusedFields: readonly string[];
  /** When the last of them was refused, in milliseconds since 1970. */
  readonly refusedAt?: number | undefined;
  /** When a refusal taught which of the limits below; the others were found by the doctor. As above. */
  readonly taughtAt?: Readonly<Partial<Record<TaughtLimit, number>>> | undefined;
  /** By the names the server knows them by. */
  readonly models?: Readonly<Record<string, ModelProfile>> | undefined;
  /** Pictures in one prompt, as refusals taught it; by model, as above. */
  readonly maxImagesByModel?: Readonly<Record<string, number>> | undefined;
  /** Longest base64 text of one picture. */
  readonly maxImageBase64Characters?: number | undefined;
  /** Longest base64 text of all pictures of a request together. */
  readonly maxImagesBase64Characters?: number | undefined;
  readonly maxBodyBytes?: number | undefined;
  readonly tools?: ToolSupport | undefined;
  /** When the doctor last looked, in milliseconds since 1970. */
  readonly checkedAt?: number | undefined;
};

/** What is newly known; what it does not name stays. */
export type ProfileChange = Partial<ConnectionProfile>;

/** Of a server nothing is known of. */
export const EMPTY_PROFILE: ConnectionProfile = { refusedFields: [] };

/** What a record says of a model, which may be called as what every object has, such as `constructor`. */
export function ofModel<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  model: string,
): Value | undefined {
  return record && Object.hasOwn(record, model) ? record[model] : undefined;
}

/** Refusals are forgotten after a day: servers are updated, and started with other flags. Milliseconds. */
const REFUSAL_LIFETIME_MS = 24 * 60 * 60 * 1000;

/**
 * Adds what is newly known: refused fields, models' limits and times of limits are added to the others, all
 * else replaces what was there.
 */
export function mergeProfile(profile: ConnectionProfile, change: ProfileChange): ConnectionProfile {
  const known = Object.entries(change).filter(([, value]) => value !== undefined);
  const refusedFields = new Set([...profile.refusedFields, ...(change.refusedFields ?? [])]);
  const byModel = { ...profile.maxImagesByModel, ...change.maxImagesByModel };
  const taughtAt = { ...profile.taughtAt, ...change.taughtAt };
  return {
    ...profile,
    ...Object.fromEntries(known),
    refusedFields: [...refusedFields],
    ...(Object.keys(byModel).length > 0 ? { maxImagesByModel: byModel } : {}),
    ...(Object.keys(taughtAt).length > 0 ? { taughtAt } : {}),
  };
}

/**
 * What is still held to be true: all but the fields and the limits that a refusal taught a day ago or earlier.
 *
 * @param now - Milliseconds since 1970.
 */
export function forgetOld(profile: ConnectionProfile, now: number): ConnectionProfile {
  const isOld = (at = Number.POSITIVE_INFINITY) => now - at >= REFUSAL_LIFETIME_MS;
  const { taughtAt = {} } = profile;
  const old = new Set<string>(TAUGHT_LIMITS.filter((limit) => isOld(taughtAt[limit])));
  const isYoung = ([name]: [string, unknown]) => !old.has(name);
  return {
    ...Object.fromEntries(Object.entries(profile).filter(isYoung)),
    refusedFields: isOld(profile.refusedAt) ? [] : profile.refusedFields,
    ...(old.size > 0
      ? { taughtAt: Object.fromEntries(Object.entries(taughtAt).filter(isYoung)) }
      : {}),
  };
}
