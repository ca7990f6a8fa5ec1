import 'server-only';
import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { JsonObject, JsonValue } from '@/lib/domain/prompt/prompt';

/** The first thing about a value that a schema does not allow. */
export type Misfit = {
  /** JSON pointer of its place; empty for the whole value. */
  readonly path: string;
  /** The keyword of JSON Schema. */
  readonly keyword: string;
  /** In a few words, for a model. */
  readonly text: string;
};

/** Keywords that only say that something inside does not fit; what follows says what. */
const WRAPPERS = new Set([
  'properties',
  'patternProperties',
  'items',
  'prefixItems',
  'allOf',
  '$ref',
  '$recursiveRef',
]);
/** A schema may hold thousands of allowed values. */
const MAX_TEXT_CHARACTERS = 500;

function toMisfit({ instanceLocation, keyword, error }: OutputUnit): Misfit {
  return {
    path: instanceLocation.replace(/^#/, ''),
    keyword,
    text: error.slice(0, MAX_TEXT_CHARACTERS),
  };
}

/**
 * Compares a value with a JSON Schema (drafts 7 to 2020-12, told apart by what they use). References stay
 * inside the schema: nothing is loaded.
 *
 * @returns `null` where it fits.
 * @throws Error when the schema cannot be used. Its regular expressions may take for ever: see `withinTime`.
 */
export function findMisfit(schema: JsonObject, value: JsonValue): Misfit | null {
  // The validator writes into the schema; others read it.
  const validator = new Validator(structuredClone(schema));
  const { valid, errors } = validator.validate(value);
  if (valid) return null;
  const error = errors.find(({ keyword }) => !WRAPPERS.has(keyword)) ?? errors[0];
  return error ? toMisfit(error) : { path: '', keyword: 'false', text: 'Nothing fits.' };
}
