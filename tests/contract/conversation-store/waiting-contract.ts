import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ToolPart } from '@/lib/domain/message';
import type { StoredTurn } from '@/lib/server/conversation-store/conversation-store';
import { attachmentOf } from '../../support/messages';
import type { OpenedStore } from './opened-store';
import { ANNA, BERT, questionTurn, storeTurn } from './turns';

const WAITING: ToolPart = {
  type: 'tool',
  callId: 'call00001',
  name: 'echo',
  input: { value: 'a' },
  state: 'approval',
};
const ALLOWED: ToolPart = { ...WAITING, state: 'running' };

/** What `ConversationStore` promises of answers that wait for a person. */
export function describeWaiting(openStore: () => Promise<OpenedStore>): void {
  describe('an answer that waits', () => {
    let opened: OpenedStore;
    let turn: StoredTurn;
    beforeEach(async () => {
      opened = await openStore();
      turn = await storeTurn(opened.store, questionTurn());
      const update = { status: 'waiting', parts: [WAITING], usage: { inputTokens: 7 } } as const;
      await opened.store.saveAnswer(ANNA, turn.answer.id, update);
    });
    afterEach(() => opened.close());

    const resumed = (idempotencyKey: string = randomUUID()) => ({
      conversationId: turn.conversationId,
      messageId: turn.answer.id,
      parts: [ALLOWED],
      idempotencyKey,
    });
    const readAnswer = async () => {
      const tree = await opened.store.read(ANNA, turn.conversationId);
      return tree?.messages.find(({ id }) => id === turn.answer.id);
    };

    test('is gone on with under its own id, by a generation of its own, with what is known of it', async () => {
      const key = randomUUID();
      const again = await opened.store.resumeTurn(ANNA, resumed(key));
      expect(again.generationId).not.toBe(turn.generationId);
      expect(again.answer).toMatchObject({
        id: turn.answer.id,
        status: 'streaming',
        parts: [ALLOWED],
        usage: { inputTokens: 7 },
      });
      expect(await readAnswer()).toEqual(again.answer);
      expect(await opened.store.findTurn(ANNA, key)).toEqual(again);
      await opened.store.saveAnswer(ANNA, turn.answer.id, { status: 'done', parts: [ALLOWED] });
      expect(await readAnswer()).toMatchObject({ status: 'done' });
    });

    test('is gone on with once, by its owner, where it is', async () => {
      const { store } = opened;
      await expect(store.resumeTurn(BERT, resumed())).rejects.toMatchObject({ code: 'not-found' });
      const elsewhere = {
        ...resumed(),
        conversationId: (await storeTurn(store, questionTurn())).conversationId,
      };
      await expect(store.resumeTurn(ANNA, elsewhere)).rejects.toMatchObject({ code: 'conflict' });
      await store.resumeTurn(ANNA, resumed());
      await expect(store.resumeTurn(ANNA, resumed())).rejects.toMatchObject({ code: 'conflict' });
    });

    test('takes a key that was used for a conflict, and waits on', async () => {
      const other = questionTurn();
      await storeTurn(opened.store, other);
      const taken = resumed(other.idempotencyKey);
      await expect(opened.store.resumeTurn(ANNA, taken)).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await readAnswer()).toMatchObject({ status: 'waiting', parts: [WAITING] });
    });

    test('is stopped by the next question below it, not by one elsewhere', async () => {
      const { store } = opened;
      const { conversationId } = turn;
      await storeTurn(store, questionTurn({ conversationId, parentId: null }));
      expect(await readAnswer()).toMatchObject({ status: 'waiting' });
      await storeTurn(store, questionTurn({ conversationId, parentId: turn.answer.id }));
      expect(await readAnswer()).toMatchObject({ status: 'stopped', parts: [WAITING] });
    });

    test('waits at one place only: in a copy it is stopped', async () => {
      const source = { id: turn.conversationId, messageId: turn.answer.id };
      const copy = await opened.store.fork(ANNA, source);
      const tree = await opened.store.read(ANNA, copy.id);
      expect(tree?.messages.at(-1)).toMatchObject({ status: 'stopped' });
      expect(await readAnswer()).toMatchObject({ status: 'waiting' });
    });

    test('keeps the pictures of its tools, each time it ends', async () => {
      const { store, addAttachment } = opened;
      const [first, second] = [attachmentOf(1), attachmentOf(2)];
      await addAttachment(ANNA, first);
      await addAttachment(ANNA, second);
      const before = await opened.countRows();
      const given = (...images: (typeof first)[]): ToolPart => ({
        ...ALLOWED,
        state: 'done',
        output: { text: '', isError: false, ms: 1, images },
      });
      await store.resumeTurn(ANNA, resumed());
      const save = (status: 'waiting' | 'done', part: ToolPart) =>
        store.saveAnswer(ANNA, turn.answer.id, { status, parts: [part] });
      await save('waiting', given(first));
      await store.resumeTurn(ANNA, { ...resumed(), parts: [given(first)] });
      await save('done', given(first, second));
      // Two generations and two references more.
      expect(await opened.countRows()).toBe(before + 4);
    });
  });
}
