import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversationId } from '@/lib/domain/ids';
import { attachmentOf } from '../../support/messages';
import type { OpenedStore } from './opened-store';
import { ANNA, BERT, newConversationId, questionTurn, storeTurn } from './turns';

/** What every conversation store promises about whole conversations. */
export function describeConversations(open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const addAt = async (now: number, text: string, actor = ANNA) => {
    opened.clock.now = now;
    return (await storeTurn(opened.store, questionTurn({ text }), actor)).conversationId;
  };
  const titles = async (actor = ANNA) =>
    (await opened.store.list(actor, { before: null, limit: 100 })).map(({ title }) => title);

  /** Every page's titles, by following the list as a browser does. */
  const pages = async (limit: number): Promise<string[][]> => {
    const found: string[][] = [];
    let before: { updatedAt: number; id: ConversationId } | null = null;
    for (;;) {
      const page: { title: string; updatedAt: number; id: ConversationId }[] =
        await opened.store.list(ANNA, { before, limit });
      const last = page.at(-1);
      if (!last) return found;
      found.push(page.map(({ title }) => title));
      before = { updatedAt: last.updatedAt, id: last.id };
    }
  };

  describe('the list', () => {
    test('is newest first, and a person’s own', async () => {
      await addAt(1000, 'old');
      await addAt(3000, 'new');
      await addAt(2000, 'middle');
      await addAt(4000, 'foreign', BERT);
      expect(await titles()).toEqual(['new', 'middle', 'old']);
      expect(await titles(BERT)).toEqual(['foreign']);
    });

    test('shows what a line needs', async () => {
      await opened.addAttachment(ANNA, attachmentOf(1));
      await opened.addAttachment(ANNA, attachmentOf(2));
      opened.clock.now = 5000;
      const attachments = [attachmentOf(2), attachmentOf(1)];
      const { conversationId } = await storeTurn(
        opened.store,
        questionTurn({ text: 'Two pictures', attachments }),
      );
      expect(await opened.store.list(ANNA, { before: null, limit: 1 })).toEqual([
        {
          id: conversationId,
          title: 'Two pictures',
          version: 1,
          createdAt: 5000,
          updatedAt: 5000,
          thumbnailId: attachmentOf(2).id,
          pinned: false,
          archived: false,
          folder: null,
          isUnread: false,
          isRunning: true,
        },
      ]);
    });

    test('a new turn brings a conversation to the top', async () => {
      const old = await addAt(1000, 'old');
      await addAt(2000, 'new');
      opened.clock.now = 3000;
      await opened.store.addTurn(ANNA, questionTurn({ conversationId: old }));
      expect(await titles()).toEqual(['old', 'new']);
    });

    test('comes in pages without gap or doubling', async () => {
      for (let number = 1; number <= 5; number += 1) await addAt(number * 1000, String(number));
      expect(await pages(2)).toEqual([['5', '4'], ['3', '2'], ['1']]);
    });

    test('loses none of those that share a millisecond at the border of a page', async () => {
      for (let number = 1; number <= 7; number += 1) await addAt(1000, String(number));
      const found = await pages(3);
      expect(found.map(({ length }) => length)).toEqual([3, 3, 1]);
      expect(found.flat().sort()).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    });
  });

  describe('a rename', () => {
    test('takes the version it was made from, and gives the next', async () => {
      const id = await addAt(1000, 'Before');
      const renamed = await opened.store.change(ANNA, id, { title: 'After', version: 1 });
      expect(renamed).toMatchObject({ id, title: 'After', version: 2, updatedAt: 1000 });
      expect(await titles()).toEqual(['After']);
    });

    test('from a stale version is a conflict and changes nothing', async () => {
      const id = await addAt(1000, 'Before');
      await opened.store.change(ANNA, id, { title: 'After', version: 1 });
      await expect(
        opened.store.change(ANNA, id, { title: 'Late', version: 1 }),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect(await titles()).toEqual(['After']);
    });

    test('of an unknown or foreign one finds nothing', async () => {
      const id = await addAt(1000, 'Mine');
      const change = { title: 'Yours', version: 1 };
      const unknown = opened.store.change(ANNA, newConversationId(), change);
      await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
      await expect(opened.store.change(BERT, id, change)).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await titles()).toEqual(['Mine']);
    });
  });

  test('nobody reads what is not theirs', async () => {
    const id = await addAt(1000, 'Mine');
    expect(await opened.store.read(BERT, id)).toBeNull();
    expect(await opened.store.read(ANNA, newConversationId())).toBeNull();
    expect(await opened.store.read(ANNA, id)).not.toBeNull();
  });

  test('a conversation is there for whom it belongs to, until it is deleted', async () => {
    const id = await addAt(1000, 'Mine');
    expect(await opened.store.has(ANNA, id)).toBe(true);
    expect(await opened.store.has(BERT, id)).toBe(false);
    expect(await opened.store.has(ANNA, newConversationId())).toBe(false);
    await opened.store.remove(ANNA, id);
    expect(await opened.store.has(ANNA, id)).toBe(false);
  });

  describe('deleting', () => {
    test('takes everything of a conversation, and only of it', async () => {
      await opened.addAttachment(ANNA, attachmentOf(1));
      const kept = await addAt(1000, 'kept');
      const before = await opened.countRows();
      const turn = questionTurn({ attachments: [attachmentOf(1)] });
      const { conversationId, answer } = await storeTurn(opened.store, turn);
      await opened.store.addTurn(ANNA, questionTurn({ conversationId, parentId: answer.id }));
      expect(await opened.store.remove(ANNA, conversationId)).toBe(true);
      expect(await opened.store.read(ANNA, conversationId)).toBeNull();
      expect(await opened.countRows()).toBe(before);
      expect(await opened.store.read(ANNA, kept)).not.toBeNull();
      expect(await opened.store.remove(ANNA, conversationId)).toBe(false);
    });

    test('works for a very long conversation', { timeout: 60_000 }, async () => {
      let last = await storeTurn(opened.store, questionTurn());
      const { conversationId } = last;
      for (let turn = 0; turn < 700; turn += 1) {
        const parentId = last.answer.id;
        last = await storeTurn(opened.store, questionTurn({ conversationId, parentId }));
      }
      expect(await opened.store.remove(ANNA, conversationId)).toBe(true);
      expect(await opened.countRows()).toBe(0);
    });

    test('of somebody else’s is refused', async () => {
      const id = await addAt(1000, 'Mine');
      expect(await opened.store.remove(BERT, id)).toBe(false);
      await opened.store.removeAll(BERT);
      expect(await titles()).toEqual(['Mine']);
    });

    test('all data takes all of a person and nothing of others', async () => {
      await addAt(1000, 'one');
      await addAt(2000, 'two');
      await addAt(3000, 'foreign', BERT);
      await opened.store.removeAll(ANNA);
      expect(await titles()).toEqual([]);
      expect(await titles(BERT)).toEqual(['foreign']);
    });
  });
}
