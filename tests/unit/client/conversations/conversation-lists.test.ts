import { describe, expect, it } from 'vitest';
import type { ListView } from '@/lib/client/api/conversations';
import { ALL, ARCHIVE, ConversationLists } from '@/lib/client/conversations/conversation-lists';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { AppError } from '@/lib/domain/errors/app-error';
import { idOf, namesOf, page, row } from './list-fixture';

/** Lists over a server that keeps rows in memory, newest first as they are given. */
async function setUp(...rows: ConversationSummary[]) {
  const stored = new Map(rows.map((each) => [each.id, each]));
  const calls: unknown[] = [];
  const failures: AppError[] = [];
  const act = async (...call: unknown[]) => {
    calls.push(call);
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const lists = new ConversationLists({
    async fetchPage({ archived, folder }: ListView) {
      const shown = [...stored.values()].filter(
        (each) => each.archived === archived && (folder === null || each.folder === folder),
      );
      const [pinned, others] = [true, false].map((is) => shown.filter((it) => it.pinned === is));
      return page(others ?? [], null, pinned);
    },
    change: (...call) => act('change', ...call),
    changeMany: (bulk) => act('changeMany', bulk),
    remove: (id) => act('remove', id),
    markSeen: (id) => act('markSeen', id),
    announce: () => calls.push('announce'),
    refreshFolders: () => {},
  });
  for (const view of [ALL, ARCHIVE]) lists.of(view).subscribe(() => {});
  await lists.refresh();
  const names = (view = ALL) => namesOf(lists.of(view).getState().conversations);
  const pinned = () => namesOf(lists.of(ALL).getState().pinned);
  const found = (name: string) => {
    const known = lists.find(idOf(name));
    if (!known) throw new Error(`${name} should be listed`);
    return known;
  };
  return { lists, stored, calls, failures, names, pinned, found };
}

describe('ConversationLists: one', () => {
  it('shows a change in every list at once, and tells the other tabs', async () => {
    const { lists, stored, calls, names, found } = await setUp(row('b', 2), row('a', 1));
    stored.set(idOf('a'), row('a', 1, { archived: true, version: 2 }));
    expect(await lists.change(found('a'), { archived: true })).toBe(true);
    expect(calls).toEqual([['change', 'a', { archived: true, version: 1 }], 'announce']);
    expect([names(), names(ARCHIVE)]).toEqual([['b'], ['a']]);
    expect(found('a')).toMatchObject({ archived: true, version: 2 });
  });

  it('shows a new title, and a pin, before the server is asked again', async () => {
    const { lists, found, pinned } = await setUp(row('b', 2), row('a', 1));
    const seen: string[] = [];
    lists.of(ALL).subscribe(() => seen.push(`${found('a').title} ${pinned()}`));
    await lists.change(found('a'), { title: 'new', pinned: true });
    expect(seen[0]).toBe('new a');
  });

  it('keeps what it shows when the server refuses, and says why', async () => {
    const { lists, failures, calls, names, found } = await setUp(row('b', 2), row('a', 1));
    failures.push(new AppError('conflict'), new AppError('network'));
    expect(await lists.change(found('a'), { archived: true })).toBe(false);
    expect(names()).toEqual(['b', 'a']);
    expect(lists.of(ALL).getState().error?.code).toBe('conflict');
    lists.dismissError();
    expect(lists.of(ALL).getState().error).toBeNull();
    expect(await lists.remove(idOf('a'))).toBe(false);
    expect(names()).toEqual(['b', 'a']);
    expect(lists.of(ALL).getState().error?.code).toBe('network');
    expect(calls).not.toContain('announce');
  });

  it('is gone everywhere when it was deleted', async () => {
    const { lists, stored, names } = await setUp(row('b', 2), row('a', 1));
    stored.delete(idOf('a'));
    expect(await lists.remove(idOf('a'))).toBe(true);
    expect(names()).toEqual(['b']);
    expect(lists.find(idOf('a'))).toBeUndefined();
  });

  it('is read at once when it was seen, also if the server does not learn of it', async () => {
    const { lists, failures, found } = await setUp(row('a', 1, { isUnread: true }));
    failures.push(new AppError('network'));
    await lists.markSeen(idOf('a'));
    expect(found('a')).toMatchObject({ isUnread: false, version: 1 });
    expect(lists.of(ALL).getState().error).toBeNull();
  });
});

describe('ConversationLists: many', () => {
  it('are moved in groups that one request may name', async () => {
    const rows = Array.from({ length: 501 }, (_, index) => row(`r${index}`, 1000 - index));
    const { lists, stored, calls, found } = await setUp(...rows);
    for (const each of rows) stored.set(each.id, { ...each, folder: 'Trips', version: 2 });
    expect(await lists.changeMany(rows, { act: 'move', folder: 'Trips' })).toBe(true);
    expect(calls).toMatchObject([
      ['changeMany', { act: 'move', folder: 'Trips', ids: { length: 500 } }],
      ['changeMany', { act: 'move', folder: 'Trips', ids: { length: 1 } }],
      'announce',
    ]);
    expect(found('r500')).toMatchObject({ folder: 'Trips', version: 2 });
  });

  it('leave the list when they are archived or deleted', async () => {
    const { lists, stored, names } = await setUp(row('c', 3), row('b', 2), row('a', 1));
    stored.set(idOf('c'), row('c', 3, { archived: true }));
    await lists.changeMany([row('c', 3)], { act: 'archive' });
    expect([names(), names(ARCHIVE)]).toEqual([['b', 'a'], ['c']]);
    stored.delete(idOf('b'));
    stored.delete(idOf('a'));
    await lists.changeMany([row('b', 2), row('a', 1)], { act: 'delete' });
    expect(names()).toEqual([]);
  });
});
