import 'server-only';
import type { ConversationId, GenerationId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import type { Generation } from './generation';

/** The generations that this process runs. */
export type Registry = {
  add(generation: Generation): void;
  all(): Generation[];
  find(id: GenerationId): Generation | undefined;
  /** Those of an actor in a conversation, oldest first. */
  of(actor: Actor, conversationId: ConversationId): Generation[];
  /** The newest of a conversation, whosever it is. */
  newest(conversationId: ConversationId): Generation | undefined;
};

/** Makes an empty registry. A generation leaves it by itself when it has ended. */
export function createRegistry(): Registry {
  const byId = new Map<GenerationId, Generation>();
  const byConversation = new Map<ConversationId, Generation[]>();

  const forget = (generation: Generation) => {
    const { id, conversationId } = generation;
    byId.delete(id);
    const rest = (byConversation.get(conversationId) ?? []).filter((each) => each !== generation);
    if (rest.length > 0) byConversation.set(conversationId, rest);
    else byConversation.delete(conversationId);
  };
  return {
    add(generation) {
      const { id, conversationId } = generation;
      byId.set(id, generation);
      const before = byConversation.get(conversationId) ?? [];
      byConversation.set(conversationId, [...before, generation]);
      void generation.ended.then(() => forget(generation));
    },
    all: () => [...byId.values()],
    find: (id) => byId.get(id),
    of: (actor, conversationId) =>
      (byConversation.get(conversationId) ?? []).filter(
        ({ actor: owner }) => owner.userId === actor.userId,
      ),
    newest: (conversationId) => byConversation.get(conversationId)?.at(-1),
  };
}
