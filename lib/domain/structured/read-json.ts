import type { JsonValue } from '../prompt/prompt';

const FENCE = /^(```|~~~)[ \t]*(?:json|jsonc|json5)?[ \t]*\r?\n([\s\S]*?)\r?\n?\1[ \t]*$/i;

/** The JSON of an answer's text: all of it, or what stands in the one code block that the answer is. */
export function jsonTextOf(text: string): string {
  const trimmed = text.trim();
  return FENCE.exec(trimmed)?.[2] ?? trimmed;
}

/** The same of a text that still grows, whose code block may not be closed yet. */
export function partialJsonTextOf(text: string): string {
  return text
    .trimStart()
    .replace(/^(?:```|~~~)[^\n]*\n?/, '')
    .replace(/\n(?:`{1,3}|~{1,3})\s*$/, '');
}

/** A text's value; `undefined` where it is no JSON. */
export function readJson(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return value;
  } catch {
    // It says so by throwing; where the fault is, `findJsonFault` tells.
    return undefined;
  }
}
