import type { ToolPart } from '../message';

/** What a document for people shows of a call: what it was given and what it gave back. */
export function callText({ input, output }: ToolPart): string {
  const given = typeof input === 'string' ? input : JSON.stringify(input);
  return output ? `${given}\n→ ${output.text}` : given;
}
