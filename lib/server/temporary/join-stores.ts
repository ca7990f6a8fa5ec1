import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationId, GenerationId } from '@/lib/domain/ids';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import type { AttachmentStore } from '../attachment-store/attachment-store';
import type { ConversationStore } from '../conversation-store/conversation-store';
import type { GenerationStore } from '../generation-store/generation-store';
import type { ToolApprovalStore } from '../tool-approval-store/tool-approval-store';

/** What is kept of conversations, all in one database. */
export type Stores = {
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly generationStore: GenerationStore;
  readonly toolApprovals: ToolApprovalStore;
};

/** The store an id belongs to. */
const chooser =
  <Store>(durable: Store, temporary: Store) =>
  (id: string): Store =>
    isTemporaryId(id) ? temporary : durable;

function joinConversations(
  durable: ConversationStore,
  temporary: ConversationStore,
): ConversationStore {
  const of = chooser(durable, temporary);
  return {
    // Lists, folders, many at once, forks: temporary chats are in none of them.
    ...durable,
    read: (actor, id) => of(id).read(actor, id),
    has: (actor, id) => of(id).has(actor, id),
    change: (actor, id, change) => of(id).change(actor, id, change),
    markSeen: (actor, id) => of(id).markSeen(actor, id),
    remove: (actor, id) => of(id).remove(actor, id),
    saveAnswer: (actor, id, update, tail) => of(id).saveAnswer(actor, id, update, tail),
    addTurn(actor, turn) {
      const { conversationId, isTemporary } = turn;
      const isOurs = conversationId === null ? isTemporary : isTemporaryId(conversationId);
      return (isOurs ? temporary : durable).addTurn(actor, turn);
    },
    resumeTurn: (actor, turn) => of(turn.conversationId).resumeTurn(actor, turn),
    findTurn: async (actor, key) =>
      (await durable.findTurn(actor, key)) ?? (await temporary.findTurn(actor, key)),
    async removeAll(actor) {
      await durable.removeAll(actor);
      await temporary.removeAll(actor);
    },
  };
}

function joinAttachments(durable: AttachmentStore, temporary: AttachmentStore): AttachmentStore {
  const of = chooser(durable, temporary);
  return {
    add: (actor, file) => (file.isTemporary ? temporary : durable).add(actor, file),
    async find(actor, ids) {
      const kept = ids.filter((id) => !isTemporaryId(id));
      const found = [
        ...(await durable.find(actor, kept)),
        ...(await temporary.find(actor, ids.filter(isTemporaryId))),
      ];
      const byId = new Map(found.map((attachment) => [attachment.id, attachment]));
      return ids.flatMap((id) => byId.get(id) ?? []);
    },
    read: (actor, id, size) => of(id).read(actor, id, size),
    readLargest: (actor, id) => of(id).readLargest(actor, id),
    readForUpstream: (actor, attachment, limit) =>
      of(attachment.id).readForUpstream(actor, attachment, limit),
    removeUnreferenced: async (olderThan) =>
      (await durable.removeUnreferenced(olderThan)) +
      (await temporary.removeUnreferenced(olderThan)),
  };
}

const split = <Item>(items: readonly Item[], idOf: (item: Item) => GenerationId) => ({
  kept: items.filter((item) => !isTemporaryId(idOf(item))),
  passing: items.filter((item) => isTemporaryId(idOf(item))),
});

function joinGenerations(durable: GenerationStore, temporary: GenerationStore): GenerationStore {
  const of = chooser(durable, temporary);
  return {
    // What only a store that processes share is asked: there are no temporary chats then.
    ...durable,
    async append(batches) {
      const { kept, passing } = split(batches, ({ generationId }) => generationId);
      // The same batches twice are stored once: either may fail and be tried again.
      const lost = passing.length > 0 ? await temporary.append(passing) : [];
      return kept.length > 0 ? [...lost, ...(await durable.append(kept))] : lost;
    },
    readChunks: (actor, id, after) => of(id).readChunks(actor, id, after),
    async beat(ids) {
      const { kept, passing } = split(ids, (id) => id);
      const [first, second] = [await durable.beat(kept), await temporary.beat(passing)];
      return {
        lost: [...first.lost, ...second.lost],
        stopRequested: [...first.stopRequested, ...second.stopRequested],
      };
    },
    cutAbandoned: async (silenceMs, living) =>
      (await durable.cutAbandoned(silenceMs, living)) +
      (await temporary.cutAbandoned(silenceMs, living)),
  };
}

function joinApprovals(
  durable: ToolApprovalStore,
  temporary: ToolApprovalStore,
): ToolApprovalStore {
  const of = (id: ConversationId | null) =>
    id !== null && isTemporaryId(id) ? temporary : durable;
  return {
    async read(actor, id) {
      if (!isTemporaryId(id)) return durable.read(actor, id);
      // What holds everywhere holds there too, and is kept.
      return new Map([...(await durable.readAll(actor)), ...(await temporary.read(actor, id))]);
    },
    readAll: (actor) => durable.readAll(actor),
    write: (actor, id, decided) => of(id).write(actor, id, decided),
    remove: (actor, id, toolKey) => of(id).remove(actor, id, toolKey),
    async removeAll(actor) {
      await durable.removeAll(actor);
      await temporary.removeAll(actor);
    },
  };
}

/** One face for what is kept and what is temporary: an id says which of the two it belongs to. */
export function joinStores(durable: Stores, temporary: Stores): Stores {
  return {
    conversations: joinConversations(durable.conversations, temporary.conversations),
    attachments: joinAttachments(durable.attachments, temporary.attachments),
    generationStore: joinGenerations(durable.generationStore, temporary.generationStore),
    toolApprovals: joinApprovals(durable.toolApprovals, temporary.toolApprovals),
  };
}

/**
 * Stores that refuse what is temporary: where several processes share a store, none of them has a chat
 * for itself.
 */
export function refuseTemporary({ conversations, attachments, ...rest }: Stores): Stores {
  const refuse = (isTemporary: boolean | undefined) => {
    if (isTemporary) throw new AppError('temporary-unavailable');
  };
  return {
    ...rest,
    conversations: {
      ...conversations,
      async addTurn(actor, turn) {
        refuse(turn.isTemporary);
        return conversations.addTurn(actor, turn);
      },
    },
    attachments: {
      ...attachments,
      async add(actor, file) {
        refuse(file.isTemporary);
        return attachments.add(actor, file);
      },
    },
  };
}
