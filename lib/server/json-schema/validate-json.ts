import 'server-only';
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from '@/lib/domain/prompt/prompt';
import { isJsonSchema } from '@/lib/domain/structured/find-schema-fault';
import { pointerTo } from '@/lib/domain/structured/json-pointer';
import { withinTime } from '../within-time';

/** The first value that does not fit. */
export type Misfit = {
  /** JSON Pointer (RFC 6901) of it, also where it is missing; empty for the whole. */
  readonly path: string;
  /** JSON Schema keyword that it breaks, or `UNCHECKED`. */
  readonly keyword: string;
};

/** Stands for a keyword where nothing could be said: the schema cannot be used or costs too much time. */
export const UNCHECKED = 'unchecked';

const LIMIT_MS = 250;

/** Keywords whose failure is that of a value in another schema, which is told next. */
const PASSES_ON: ReadonlySet<string> = new Set([
  '$ref',
  '$recursiveRef',
  'additionalItems',
  'additionalProperties',
  'allOf',
  'dependentSchemas',
  'if',
  'items',
  'patternProperties',
  'prefixItems',
  'properties',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);

/** The validator names a missing value in words only. */
const missingKeyOf = ({ keyword, error }: OutputUnit) =>
  keyword === 'required' ? /"(.*)"\.$/s.exec(error)?.[1] : undefined;

/** Locations are fragments of addresses (`#/a%20b`). */
function pathOf(unit: OutputUnit): string {
  const path = decodeURIComponent(unit.instanceLocation.slice(1));
  const missing = missingKeyOf(unit);
  return missing === undefined ? path : pointerTo(path, missing);
}

function firstMisfit(units: readonly OutputUnit[]): Misfit {
  let keyword: string | undefined;
  for (const unit of units) {
    // A schema that is `false` has no keyword: the one that led there says more.
    if (unit.keyword !== 'false') keyword = unit.keyword;
    if (!PASSES_ON.has(unit.keyword))
      return { path: pathOf(unit), keyword: keyword ?? unit.keyword };
  }
  return { path: '', keyword: keyword ?? UNCHECKED };
}

/**
 * Says which value of some JSON does not fit a JSON Schema (drafts 6 to 2020-12); `null` when all do.
 *
 * Nothing is fetched: a reference to elsewhere leaves the value unchecked, as a schema does that cannot be
 * used (bounds of draft 4 that are `true` or `false` included), goes in circles or takes more than a quarter of
 * a second, patterns included. Never throws.
 */
export function validateJson(schema: JsonObject, value: JsonValue): Misfit | null {
  if (!isJsonSchema(schema)) return { path: '', keyword: UNCHECKED };
  try {
    return withinTime(LIMIT_MS, () => {
      // The validator notes things in the schema it is given.
      const own: Schema = structuredClone(schema);
      const { valid, errors } = new Validator(own, '2020-12').validate(value);
      return valid ? null : firstMisfit(errors);
    });
  } catch {
    // Whatever is wrong is wrong with the schema, which the caller is told.
    return { path: '', keyword: UNCHECKED };
  }
}
