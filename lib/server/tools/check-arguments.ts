import 'server-only';
import { jsonrepair } from 'jsonrepair';
import type { JsonObject, JsonValue, ToolDefinition } from '@/lib/domain/prompt/prompt';
import { jsonValueSchema } from '@/lib/protocol/json-value';
import { findMisfit } from './find-misfit';
import { OutOfTime, withinTime } from './within-time';

/** Arguments of a call that do not fit; such a call is never run. */
export type UnfitArguments = {
  readonly isValid: false;
  /** What was read: an object that does not fit, or else the text itself. */
  readonly input: JsonValue;
  /** JSON pointer of the place; empty for the whole. */
  readonly path: string;
  /** What does not fit there: a keyword of JSON Schema, `json` for text that is none, `time` or `schema`. */
  readonly keyword: string;
  /** Tells the model what to mend. */
  readonly reason: string;
};

export type CheckedArguments =
  | { readonly isValid: true; readonly input: JsonObject; readonly isRepaired: boolean }
  | UnfitArguments;

/** Arguments are read in a moment; a regular expression of a stranger's schema may not be. */
const TIME_LIMIT_MS = 250;
/** Longer arguments are not looked at. */
const MAX_CHARACTERS = 1_000_000;

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): JsonValue | undefined {
  try {
    // A key `__proto__` is left out by the schema.
    return jsonValueSchema.safeParse(JSON.parse(text)).data;
  } catch {
    // Not JSON: the caller mends it or says so.
    return undefined;
  }
}

/** Some servers send the same arguments twice in one text. */
function withoutDouble(text: string): string {
  const half = text.slice(0, text.length / 2);
  return half + half === text ? half : text;
}

function repair(text: string): JsonValue | undefined {
  try {
    return parse(jsonrepair(withoutDouble(text)));
  } catch {
    // Beyond repair: the model is told that it is no JSON.
    return undefined;
  }
}

type Problem = Pick<UnfitArguments, 'path' | 'keyword'> & { readonly text: string };

function refuse(input: JsonValue, { path, keyword, text }: Problem): UnfitArguments {
  const place = path === '' ? 'The arguments' : `The arguments at ${path}`;
  return {
    isValid: false,
    input,
    path,
    keyword,
    reason: `${place} do not fit (${keyword}): ${text}`,
  };
}

function read(text: string, mayRepair: boolean) {
  // Several servers write no arguments as an empty text.
  if (text.trim() === '') return { value: {}, isRepaired: false };
  const whole = parse(text);
  if (whole !== undefined || !mayRepair) return { value: whole, isRepaired: false };
  return { value: repair(text.trim()), isRepaired: true };
}

function check({ parameters }: ToolDefinition, text: string, mayRepair: boolean): CheckedArguments {
  const { value, isRepaired } = read(text, mayRepair);
  if (value === undefined) {
    return refuse(text, { path: '', keyword: 'json', text: 'They are not valid JSON.' });
  }
  if (!isObject(value)) {
    return refuse(text, { path: '', keyword: 'type', text: 'They must be one JSON object.' });
  }
  const misfit = findMisfit(parameters, value);
  return misfit ? refuse(value, misfit) : { isValid: true, input: value, isRepaired };
}

/**
 * Reads the arguments of a call and compares them with the tool's parameters. This is the only place that
 * lets arguments through to a tool.
 *
 * @param options.mayRepair - Whether broken JSON is mended, once; never where the answer was cut off.
 */
export function checkArguments(
  definition: ToolDefinition,
  text: string,
  { mayRepair }: { readonly mayRepair: boolean },
): CheckedArguments {
  if (text.length > MAX_CHARACTERS) {
    return refuse('', { path: '', keyword: 'maxLength', text: 'They are too long.' });
  }
  try {
    return withinTime(TIME_LIMIT_MS, () => check(definition, text, mayRepair));
  } catch (cause) {
    // A stranger's schema: too slow, deeper than the stack, or none. The model is told that it is not to blame.
    const keyword = cause instanceof OutOfTime ? 'time' : 'schema';
    const reason =
      'The arguments could not be compared with the tool’s parameters. Do not call it again.';
    return { isValid: false, input: text, path: '', keyword, reason };
  }
}
