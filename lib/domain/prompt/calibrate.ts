import type { AssistantMessage, Message } from '../message';
import type { ModelDescriptor } from '../model';

/** An estimate is never corrected further than that: a server may count something else altogether. */
const LEAST = 0.6;
const MOST = 1.6;
/** Texts of fewer tokens say nothing of the next ones. */
const MIN_TEXT_TOKENS = 50;

function ratioOf({ call, usage }: AssistantMessage): number | null {
  const { estimate } = call;
  if (!estimate || usage?.inputTokens === undefined) return null;
  if (estimate.textTokens < MIN_TEXT_TOKENS) return null;
  // Pictures are priced by the model's own formula: what differs is text.
  const ratio = (usage.inputTokens - estimate.imageTokens) / estimate.textTokens;
  return Math.min(MOST, Math.max(LEAST, ratio));
}

/**
 * What estimates of a conversation's texts are to be multiplied with: by how much the last one for this
 * model was wrong. 1 where there was none.
 */
export function calibrationOf(
  branch: readonly Message[],
  model: Pick<ModelDescriptor, 'id'>,
): number {
  for (const message of branch.toReversed()) {
    if (message.role !== 'assistant' || message.call.modelId !== model.id) continue;
    const ratio = ratioOf(message);
    if (ratio !== null) return ratio;
  }
  return 1;
}
