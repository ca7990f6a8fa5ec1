import 'server-only';
import { jsonrepair } from 'jsonrepair';
import type { JsonObject, JsonValue, ToolDefinition } from '@/lib/domain/prompt/prompt';
import { isJsonObject } from '@/lib/domain/structured/json-kind';
import { jsonValueSchema } from '@/lib/protocol/json-value';
import { UNCHECKED, validateJson } from '../json-schema/validate-json';

/** Arguments of a call that do not fit; such a call is never run. */
export type UnfitArguments = {
  readonly isValid: false;
  /** What was read: an object that does not fit, or else the text itself. */
  readonly input: JsonValue;
  /** JSON pointer of the place; empty for the whole. */
  readonly path: string;
  /** What does not fit there: a keyword of JSON Schema, `json` for text that is none, or `UNCHECKED`. */
  readonly keyword: string;
  /** Tells the model what to mend. */
  readonly reason: string;
};

export type CheckedArguments =
  | { readonly isValid: true; readonly input: JsonObject; readonly isRepaired: boolean }
  | UnfitArguments;

/** Longer arguments are not looked at. */
const MAX_CHARACTERS = 1_000_000;

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

const PROBLEMS: Readonly<Record<string, string>> = {
  json: 'is not valid JSON',
  required: 'is missing',
  type: 'has the wrong type',
  additionalProperties: 'is not a parameter of this tool',
  enum: 'is none of the allowed values',
};

/** @param path - JSON Pointer; empty for the whole. */
function refuse(input: JsonValue, path: string, keyword: string): UnfitArguments {
  const problem = Object.hasOwn(PROBLEMS, keyword) ? PROBLEMS[keyword] : 'does not fit';
  const subject = path === '' ? 'What was given' : `The argument ${path}`;
  const reason = `${subject} ${problem} (${keyword}). Mend the arguments and call the tool again.`;
  return { isValid: false, input, path, keyword, reason };
}

const UNCHECKABLE =
  'The arguments could not be compared with the parameters of this tool. Do not call it again.';

function read(text: string, mayRepair: boolean) {
  // Several servers write no arguments as an empty text.
  if (text.trim() === '') return { value: {}, isRepaired: false };
  const whole = parse(text);
  if (whole !== undefined || !mayRepair) return { value: whole, isRepaired: false };
  return { value: repair(text.trim()), isRepaired: true };
}

/**
 * Reads the arguments of a call and compares them with the tool's parameters. This is the only place that
 * lets arguments through to a tool.
 *
 * @param options.mayRepair - Whether broken JSON is mended, once; never where the answer was cut off.
 */
export function checkArguments(
  { parameters }: ToolDefinition,
  text: string,
  { mayRepair }: { readonly mayRepair: boolean },
): CheckedArguments {
  if (text.length > MAX_CHARACTERS) return refuse('', '', 'maxLength');
  const { value, isRepaired } = read(text, mayRepair);
  if (value === undefined) return refuse(text, '', 'json');
  if (!isJsonObject(value)) return refuse(text, '', 'type');
  const misfit = validateJson(parameters, value);
  if (!misfit) return { isValid: true, input: value, isRepaired };
  const { path, keyword } = misfit;
  // The fault of a stranger's schema: the model is told that it is not to blame.
  if (keyword === UNCHECKED)
    return { isValid: false, input: value, path, keyword, reason: UNCHECKABLE };
  return refuse(value, path, keyword);
}
