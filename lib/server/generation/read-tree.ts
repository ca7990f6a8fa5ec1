import 'server-only';
import { setImmediate } from 'node:timers/promises';
import type { FoldedAnswer } from '@/lib/domain/generation/apply-chunk';
import type { ConversationId, MessageId } from '@/lib/domain/ids';
import type { Message } from '@/lib/domain/message';
import type { ConversationTree } from '@/lib/protocol/conversations';
import type { Actor } from '../actor';
import type { StoredTree } from '../conversation-store/conversation-store';
import { foldChunks } from '../generation-store/fold-chunks';
import type { GenerationDependencies } from './dependencies';
import type { RunningAnswer } from './generation';
import type { Generations } from './generations';

type Dependencies = Pick<GenerationDependencies, 'conversations' | 'generationStore'> & {
  readonly generations: Generations;
};

/** How far a running answer got. */
async function readAnswer(
  { generations, generationStore }: Dependencies,
  actor: Actor,
  { id }: RunningAnswer,
): Promise<Pick<FoldedAnswer, 'parts' | 'metadata'> | null> {
  const local = generations.local(id);
  if (local) return local.answer();
  const { batches } = await generationStore.readChunks(actor, id, 0);
  const folded = foldChunks(
    batches.map(({ first, chunks }) => ({ seq: first, chunks: `[${chunks.join()}]` })),
  );
  return folded.length > 0 ? folded : null;
}

/** Answers that the store takes for running while none of the running ones is theirs. */
function abandonedIn(tree: StoredTree, running: readonly RunningAnswer[]): Set<MessageId> {
  const known = new Set(running.map(({ messageId }) => messageId));
  const abandoned = tree.messages.filter(
    ({ id, status }) => status === 'streaming' && !known.has(id),
  );
  return new Set(abandoned.map(({ id }) => id));
}

/** Reads tree and running answers so that they fit each other. */
async function readBoth(
  { conversations, generations }: Dependencies,
  actor: Actor,
  id: ConversationId,
) {
  // Asked first: an answer that ends in between is then told as running, never as streaming for good.
  const first = await generations.running(actor, id);
  const tree = await conversations.read(actor, id);
  if (!tree || abandonedIn(tree, first).size === 0) return { tree, running: first, cut: null };
  const suspects = abandonedIn(tree, first);
  // One may have been stored a moment ago and start now, or have ended since: look once more.
  await setImmediate();
  const running = await generations.running(actor, id);
  const again = await conversations.read(actor, id);
  if (!again) return { tree: null, running, cut: null };
  const cut = abandonedIn(again, running);
  return { tree: again, running, cut: new Set([...cut].filter((each) => suspects.has(each))) };
}

/**
 * Reads a conversation as it stands, running answers as far as they got. An answer whose end could not
 * be stored is told as `cut`: nothing writes it any more.
 *
 * @returns `null` when there is no such conversation of the actor.
 */
export async function readTree(
  dependencies: Dependencies,
  actor: Actor,
  id: ConversationId,
): Promise<(StoredTree & Pick<ConversationTree, 'running'>) | null> {
  const { tree, running, cut } = await readBoth(dependencies, actor, id);
  if (!tree) return null;
  const answers = new Map<MessageId, Awaited<ReturnType<typeof readAnswer>>>();
  for (const answer of running) {
    answers.set(answer.messageId, await readAnswer(dependencies, actor, answer));
  }
  const toCurrent = (message: Message): Message => {
    if (message.role === 'user' || message.status !== 'streaming') return message;
    if (cut?.has(message.id)) return { ...message, status: 'cut' };
    const answer = answers.get(message.id);
    if (!answer) return message;
    return { ...message, parts: answer.parts, call: answer.metadata.call ?? message.call };
  };
  const newest = running.at(-1);
  return {
    ...tree,
    messages: tree.messages.map(toCurrent),
    running: newest ? { generationId: newest.id, messageId: newest.messageId } : null,
  };
}
