import type { Message, Summary } from '../message';

/**
 * The summary that stands for most of a branch: made for whichever answer of the tree, as long as what
 * it sums up is the beginning of this branch.
 *
 * @param messages - All messages of the conversation.
 */
export function findSummary(
  messages: readonly Message[],
  branch: readonly Message[],
): Summary | null {
  const places = new Map(branch.map(({ id }, place) => [id, place]));
  // The question itself is never summed up.
  const last = branch.findLastIndex(({ role }) => role === 'user');
  let found: Summary | null = null;
  let end = -1;
  for (const message of messages) {
    const summary = message.role === 'assistant' ? message.call.summary : undefined;
    if (!summary || summary.text === '') continue;
    const place = places.get(summary.throughId) ?? -1;
    if (place > end && place < last) [found, end] = [summary, place];
  }
  return found;
}
