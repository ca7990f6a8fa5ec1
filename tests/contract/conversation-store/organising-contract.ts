import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { ConversationId } from '@/lib/domain/ids';
import type { ListPage } from '@/lib/server/conversation-store/conversation-store';
import { attachmentOf } from '../../support/messages';
import type { OpenedStore } from './opened-store';
import { ANNA, BERT, newConversationId, questionTurn, storeTurn } from './turns';

/** What every conversation store promises about putting conversations in order. */
export function describeOrganising(open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const addAt = async (now: number, text: string, actor = ANNA) => {
    opened.clock.now = now;
    return (await storeTurn(opened.store, questionTurn({ text }), actor)).conversationId;
  };
  const addThree = async () =>
    [await addAt(1000, 'one'), await addAt(2000, 'two'), await addAt(3000, 'three')] as const;
  const titles = async (filter: Partial<ListPage> = {}, actor = ANNA) => {
    const rows = await opened.store.list(actor, { before: null, limit: null, ...filter });
    return rows.map(({ title }) => title);
  };
  const conversationOf = async (id: ConversationId) =>
    (await opened.store.read(ANNA, id))?.conversation;

  test('a conversation is in exactly one of the list, the pinned ones and the archive', async () => {
    const [one, two] = await addThree();
    await opened.store.change(ANNA, one, { pinned: true, version: 1 });
    await opened.store.change(ANNA, two, { archived: true, version: 1 });
    const all = async () => [
      await titles(),
      await titles({ pinned: true }),
      await titles({ archived: true }),
      await titles({ archived: true, pinned: true }),
    ];
    expect(await all()).toEqual([['three'], ['one'], ['two'], []]);
    // What is archived is not pinned any more, and the other way round.
    await opened.store.change(ANNA, one, { archived: true, version: 2 });
    await opened.store.change(ANNA, two, { pinned: true, version: 2 });
    expect(await all()).toEqual([['three'], ['two'], ['one'], []]);
    await opened.store.change(ANNA, one, { archived: false, version: 3 });
    await opened.store.change(ANNA, two, { pinned: false, version: 3 });
    expect(await all()).toEqual([['three', 'two', 'one'], [], [], []]);
  });

  test('a new turn brings a conversation out of the archive', async () => {
    const id = await addAt(1000, 'back');
    await opened.store.change(ANNA, id, { archived: true, version: 1 });
    await opened.store.addTurn(ANNA, questionTurn({ conversationId: id }));
    expect(await titles()).toEqual(['back']);
    expect(await conversationOf(id)).toMatchObject({ archived: false, version: 2 });
  });

  test('a change of several things is one version; what is not named stays', async () => {
    const id = await addAt(1000, 'Before');
    const change = { title: 'After', pinned: true, folder: 'Trips', version: 1 };
    const changed = await opened.store.change(ANNA, id, change);
    const { version: _version, ...facts } = change;
    expect(changed).toMatchObject({ ...facts, archived: false, version: 2, updatedAt: 1000 });
    await opened.store.change(ANNA, id, { pinned: false, version: 2 });
    expect(await conversationOf(id)).toMatchObject({ title: 'After', folder: 'Trips', version: 3 });
    const stale = opened.store.change(ANNA, id, { folder: null, version: 2 });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    expect(await conversationOf(id)).toMatchObject({ folder: 'Trips' });
  });

  test('settings are the default until they are changed, whole and by version', async () => {
    const id = await addAt(1000, 'Pictures');
    expect((await conversationOf(id))?.settings).toEqual(DEFAULT_CONVERSATION_SETTINGS);
    const settings = {
      contextStrategy: 'stop',
      pinnedImages: [attachmentOf(1).id],
      excludedImages: [attachmentOf(2).id],
      imageDetail: { [attachmentOf(1).id]: 'low' },
    } as const;
    const changed = await opened.store.change(ANNA, id, { settings, version: 1 });
    expect(changed).toMatchObject({ settings, title: 'Pictures', version: 2 });
    const other = DEFAULT_CONVERSATION_SETTINGS;
    const stale = opened.store.change(ANNA, id, { settings: other, version: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    await opened.store.change(ANNA, id, { title: 'Named', version: 2 });
    expect(await conversationOf(id)).toMatchObject({ settings, title: 'Named' });
  });

  test('folders are counted without the archive, and list what is in them', async () => {
    const [one, two, three] = await addThree();
    const foreign = await addAt(4000, 'foreign', BERT);
    await opened.store.changeAll(ANNA, [one, two], { folder: 'Trips' });
    await opened.store.changeAll(ANNA, [three], { folder: 'Bills' });
    await opened.store.changeAll(BERT, [foreign], { folder: 'Trips' });
    expect(await opened.store.folders(ANNA)).toEqual([
      { name: 'Bills', count: 1 },
      { name: 'Trips', count: 2 },
    ]);
    expect(await titles({ folder: 'Trips' })).toEqual(['two', 'one']);
    await opened.store.changeAll(ANNA, [three, two], { archived: true });
    expect(await opened.store.folders(ANNA)).toEqual([{ name: 'Trips', count: 1 }]);
    expect(await titles({ folder: 'Trips' })).toEqual(['one']);
    expect(await titles({ folder: 'Trips', archived: true })).toEqual(['two']);
    await opened.store.changeAll(ANNA, [one], { folder: null });
    expect(await opened.store.folders(ANNA)).toEqual([]);
  });

  test('many are changed at once, foreign and unknown ones left out', async () => {
    const [one, two] = await addThree();
    const foreign = await addAt(4000, 'foreign', BERT);
    const ids = [one, foreign, newConversationId(), two];
    expect(await opened.store.changeAll(ANNA, ids, { archived: true })).toBe(2);
    expect(await titles({ archived: true })).toEqual(['two', 'one']);
    expect(await titles({}, BERT)).toEqual(['foreign']);
    // Who changes one of them from what was seen before is told.
    const stale = opened.store.change(ANNA, one, { title: 'Late', version: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'conflict' });
    expect(await opened.store.changeAll(ANNA, [], { archived: false })).toBe(0);
  });

  test('many are deleted at once, foreign and unknown ones left out', async () => {
    const [one, two] = await addThree();
    const foreign = await addAt(4000, 'foreign', BERT);
    const ids = [one, foreign, newConversationId(), two];
    expect(await opened.store.removeMany(ANNA, ids)).toBe(2);
    expect(await titles()).toEqual(['three']);
    expect(await titles({}, BERT)).toEqual(['foreign']);
    expect(await opened.store.removeMany(ANNA, [])).toBe(0);
  });

  describe('unread', () => {
    const ended = async () => {
      const turn = await storeTurn(opened.store, questionTurn());
      const during = await conversationOf(turn.conversationId);
      await opened.store.saveAnswer(ANNA, turn.answer.id, { parts: [], status: 'done' });
      return { id: turn.conversationId, during };
    };

    test('is a conversation whose answer has ended, until it is seen', async () => {
      const { id, during } = await ended();
      expect(during).toMatchObject({ isUnread: false });
      expect(await conversationOf(id)).toMatchObject({ isUnread: true, version: 1 });
      expect(await opened.store.markSeen(ANNA, id)).toBe(true);
      expect(await conversationOf(id)).toMatchObject({ isUnread: false, version: 1 });
    });

    test('is nobody else’s to clear', async () => {
      const { id } = await ended();
      expect(await opened.store.markSeen(BERT, id)).toBe(false);
      expect(await opened.store.markSeen(ANNA, newConversationId())).toBe(false);
      expect(await conversationOf(id)).toMatchObject({ isUnread: true });
    });
  });

  test('a line says whether an answer is being written', async () => {
    const turn = await storeTurn(opened.store, questionTurn());
    const isRunning = async () =>
      (await opened.store.list(ANNA, { before: null, limit: 1 })).map((row) => row.isRunning);
    expect(await isRunning()).toEqual([true]);
    await opened.store.saveAnswer(ANNA, turn.answer.id, { parts: [], status: 'stopped' });
    expect(await isRunning()).toEqual([false]);
  });
}
