import type { MessagePart } from '../message';
import { MISSING_RESULT } from '../prompt/settle-calls';

/**
 * Parts of an answer that is not gone on with as it was: calls without a result never get one, whether they ran
 * when it was stopped or waited for a person. What they may have done already is not done twice.
 */
export function endCalls(parts: readonly MessagePart[]): MessagePart[] {
  return parts.map((part) => {
    if (part.type !== 'tool' || part.state === 'done' || part.state === 'denied') return part;
    const output = { text: MISSING_RESULT, isError: true, ms: 0, images: [] };
    return { ...part, state: 'done', output };
  });
}
