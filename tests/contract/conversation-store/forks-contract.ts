import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { MessageId } from '@/lib/domain/ids';
import type { StoredTree } from '@/lib/server/conversation-store/conversation-store';
import { attachmentOf } from '../../support/messages';
import type { OpenedStore } from './opened-store';
import {
  ANNA,
  answerTurn,
  BERT,
  newConversationId,
  newMessageId,
  questionTurn,
  storeTurn,
} from './turns';

const SETTINGS = {
  ...DEFAULT_CONVERSATION_SETTINGS,
  pinnedImages: [attachmentOf(2).id],
};

/** What every conversation store promises about forks. */
export function describeForks(open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const end = (id: MessageId, words: string) =>
    opened.store.saveAnswer(ANNA, id, {
      parts: [{ type: 'text', text: words }],
      status: 'done',
      usage: { outputTokens: 7 },
    });
  /** Two turns, the first one answered twice; the second picture comes first. */
  const addConversation = async () => {
    await opened.addAttachment(ANNA, attachmentOf(1));
    await opened.addAttachment(ANNA, attachmentOf(2));
    const attachments = [attachmentOf(2), attachmentOf(1)];
    const first = await storeTurn(opened.store, questionTurn({ text: 'Trip', attachments }));
    await end(first.answer.id, 'First answer');
    const { conversationId, questionId } = first;
    const again = await storeTurn(opened.store, answerTurn(conversationId, questionId));
    await end(again.answer.id, 'Second answer');
    const parentId = first.answer.id;
    const last = await storeTurn(opened.store, questionTurn({ conversationId, parentId }));
    const change = { folder: 'Trips', pinned: true, settings: SETTINGS, version: 1 };
    await opened.store.change(ANNA, conversationId, change);
    return { id: conversationId, first, again, last };
  };
  const read = async (id: StoredTree['conversation']['id']) => {
    const tree = await opened.store.read(ANNA, id);
    if (!tree) throw new Error('the conversation should be there');
    return tree;
  };

  test('a fork has the path to a message, as new messages, and nothing else', async () => {
    const { id, first } = await addConversation();
    const before = await read(id);
    opened.clock.now = 9000;
    const fork = await opened.store.fork(ANNA, { id, messageId: first.answer.id });
    const { conversation, messages } = await read(fork.id);
    expect(conversation).toEqual(fork);
    expect(fork).toMatchObject({ title: 'Trip (2)', folder: 'Trips', pinned: false, version: 1 });
    expect(fork.settings).toEqual(SETTINGS);
    expect(fork).toMatchObject({ isUnread: false, createdAt: 9000, updatedAt: 9000 });
    expect(fork.headId).toBe(messages.at(-1)?.id);
    const originals = before.messages.filter(
      (message) => message.id === first.questionId || message.id === first.answer.id,
    );
    expect(messages).toEqual(
      originals.map((original, position) => ({
        ...original,
        id: messages[position]?.id,
        parentId: position === 0 ? null : messages[position - 1]?.id,
        conversationId: fork.id,
        position,
      })),
    );
    const ids = new Set(before.messages.map((message) => message.id));
    expect(messages.some((message) => ids.has(message.id))).toBe(false);
    expect(await read(id)).toEqual(before);
    const [line] = await opened.store.list(ANNA, { before: null, limit: 1 });
    expect(line).toMatchObject({ id: fork.id, thumbnailId: attachmentOf(2).id, isRunning: false });
  });

  test('a fork goes on by itself, and keeps its pictures when the original is deleted', async () => {
    const { id, again } = await addConversation();
    const fork = await opened.store.fork(ANNA, { id, messageId: again.answer.id });
    await opened.store.remove(ANNA, id);
    const turn = questionTurn({ conversationId: fork.id, parentId: fork.headId });
    const next = await storeTurn(opened.store, turn);
    const { messages } = await read(fork.id);
    expect(messages.map(({ position }) => position)).toEqual([0, 1, 2, 3]);
    expect(messages[1]?.parts).toEqual([{ type: 'text', text: 'Second answer' }]);
    expect(messages.at(-1)?.id).toBe(next.answer.id);
  });

  test('a question is a good end of a fork', async () => {
    const { id, first } = await addConversation();
    const fork = await opened.store.fork(ANNA, { id, messageId: first.questionId });
    const { messages } = await read(fork.id);
    expect(messages.map(({ role }) => role)).toEqual(['user']);
    expect(fork.headId).toBe(messages[0]?.id);
  });

  test('an answer that is being written cannot be forked; its question can', async () => {
    const { id, last } = await addConversation();
    const before = await opened.countRows();
    const fork = opened.store.fork(ANNA, { id, messageId: last.answer.id });
    await expect(fork).rejects.toMatchObject({ code: 'conflict' });
    expect(await opened.countRows()).toBe(before);
    await opened.store.fork(ANNA, { id, messageId: last.questionId });
  });

  test('there is nothing to fork of what is unknown, foreign or of another conversation', async () => {
    const { id, first } = await addConversation();
    const other = await storeTurn(opened.store, questionTurn());
    const before = await opened.countRows();
    const forks = [
      [BERT, { id, messageId: first.answer.id }],
      [ANNA, { id, messageId: newMessageId() }],
      [ANNA, { id, messageId: other.questionId }],
      [ANNA, { id: newConversationId(), messageId: first.answer.id }],
    ] as const;
    for (const [actor, source] of forks) {
      const attempt = opened.store.fork(actor, source);
      await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await opened.countRows()).toBe(before);
  });

  test('a very long path is forked whole', { timeout: 60_000 }, async () => {
    let last = await storeTurn(opened.store, questionTurn());
    const { conversationId } = last;
    await end(last.answer.id, 'First');
    for (let turn = 0; turn < 600; turn += 1) {
      const parentId = last.answer.id;
      last = await storeTurn(opened.store, questionTurn({ conversationId, parentId }));
      await end(last.answer.id, String(turn));
    }
    const source = { id: conversationId, messageId: last.answer.id };
    const { messages } = await read((await opened.store.fork(ANNA, source)).id);
    expect(messages).toHaveLength(1202);
    expect(messages.at(-1)?.parts).toEqual([{ type: 'text', text: '599' }]);
    const parents = messages.map(({ parentId }) => parentId);
    expect(parents).toEqual([null, ...messages.slice(0, -1).map(({ id }) => id)]);
  });
}
