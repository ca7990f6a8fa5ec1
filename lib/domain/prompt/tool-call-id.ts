import { shortHash } from './short-hash';

/** The only form that mistral-common takes (vLLM, NVIDIA, Mistral's own API): nine letters and digits. */
const CALL_ID = /^[a-zA-Z0-9]{9}$/;

/**
 * The id of a tool call in the form that every server takes, unlike all before it; a good one stays. The
 * same text always gives the same id.
 *
 * @param taken - Ids before it; this one is added.
 */
export function takeToolCallId(text: string, taken: Set<string>): string {
  let id = CALL_ID.test(text) ? text : shortHash(text);
  for (let attempt = 2; taken.has(id); attempt += 1) {
    id = shortHash(`${text}#${attempt}`);
  }
  taken.add(id);
  return id;
}
