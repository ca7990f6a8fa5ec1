import { shortHash } from './short-hash';

/** What Mistral's servers take (`mistral-common`, vLLM, NVIDIA): nine letters and digits. */
const CALL_ID = /^[a-zA-Z0-9]{9}$/;

/**
 * The id of a tool call in the form that every server takes; one that has it stays as it is. The same
 * text always gives the same id.
 */
export function toToolCallId(text: string): string {
  return CALL_ID.test(text) ? text : shortHash(text);
}
