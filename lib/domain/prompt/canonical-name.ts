import { shortHash } from './short-hash';

/** mistral-common refuses every other function name; so does vLLM, in the same words. */
const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/;
const KEPT_CHARACTERS = 54;

/**
 * A function's name as every server takes it. A name that none would take becomes a readable one of its
 * own, always the same, so that calls in a history and tools that are offered still agree.
 */
export function canonicalName(name: string): string {
  if (FUNCTION_NAME.test(name)) return name;
  const readable = name.replace(/[^a-zA-Z0-9_-]+/g, '_').slice(0, KEPT_CHARACTERS);
  return `${readable}_${shortHash(name)}`;
}
