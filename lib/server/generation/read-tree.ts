import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import type { Message } from '@/lib/domain/message';
import type { Actor } from '../actor';
import type { StoredTree } from '../conversation-store/conversation-store';
import type { StartDependencies } from './start-generation';

/** Answers that the store takes for running while none of the running ones is theirs. */
function abandonedIn(tree: StoredTree, running: ReadonlySet<MessageId>): Set<MessageId> {
  const abandoned = tree.messages.filter(
    ({ id, status }) => status === 'streaming' && !running.has(id),
  );
  return new Set(abandoned.map(({ id }) => id));
}

const toCut = (message: Message): Message =>
  message.role === 'assistant' ? { ...message, status: 'cut' } : message;

/**
 * Reads a conversation as it stands. An answer whose end could not be stored is told as `cut`: nothing
 * writes it any more.
 *
 * @returns `null` when there is no such conversation of the actor.
 */
export async function readTree(
  { conversations, generations }: Pick<StartDependencies, 'conversations' | 'generations'>,
  actor: Actor,
  id: ConversationId,
): Promise<StoredTree | null> {
  const running = generations.runningMessages(actor, id);
  const first = await conversations.read(actor, id);
  const suspects = first && abandonedIn(first, running);
  if (!suspects || suspects.size === 0) return first;
  // One may have been stored a moment ago and start now, or have ended since: look once more.
  await setImmediate();
  const stillRunning = generations.runningMessages(actor, id);
  const tree = await conversations.read(actor, id);
  if (!tree) return null;
  const abandoned = abandonedIn(tree, stillRunning);
  const messages = tree.messages.map((message) =>
    suspects.has(message.id) && abandoned.has(message.id) ? toCut(message) : message,
  );
  return { ...tree, messages };
}
