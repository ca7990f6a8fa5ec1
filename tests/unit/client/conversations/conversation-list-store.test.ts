import { describe, expect, it } from 'vitest';
import { ConversationListStore } from '@/lib/client/conversations/conversation-list-store';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConversationList } from '@/lib/protocol/conversations';
import { idOf, namesOf, page, row } from './list-fixture';

type Asked = PromiseWithResolvers<ConversationList> & { before: string | null };

function setUp(view = { archived: false, folder: null as string | null }) {
  const asked: Asked[] = [];
  const store = new ConversationListStore(view, (before) => {
    const call = { ...Promise.withResolvers<ConversationList>(), before };
    asked.push(call);
    return call.promise;
  });
  const names = () => namesOf(store.getState().conversations);
  const pinned = () => namesOf(store.getState().pinned);
  /** Begins something and answers the one request that it makes. */
  const answered = async (begin: () => Promise<unknown>, list: ConversationList) => {
    const running = begin();
    asked.shift()?.resolve(list);
    return running;
  };
  const loadTwoPages = async () => {
    await answered(store.refresh, page([row('d', 40), row('c', 30)], 'after c'));
    await answered(store.loadMore, page([row('b', 20), row('a', 10)], 'after a'));
  };
  return { store, asked, names, pinned, answered, loadTwoPages };
}

describe('ConversationListStore: refresh', () => {
  it('keeps the pages that scrolling brought, newest first', async () => {
    const { store, names, answered, loadTwoPages } = setUp();
    await loadTwoPages();
    await answered(store.refresh, page([row('e', 50), row('b', 45), row('d', 40)], 'after d'));
    expect(names()).toEqual(['e', 'b', 'd', 'c', 'a']);
    expect(store.getState().next).toBe('after a');
  });

  it('drops what was deleted elsewhere', async () => {
    const { store, names, answered, loadTwoPages } = setUp();
    await loadTwoPages();
    await answered(store.refresh, page([row('d', 40), row('b', 20)], 'after b'));
    expect(names()).toEqual(['d', 'b', 'a']);
    await answered(store.refresh, page([row('d', 40)]));
    expect(names()).toEqual(['d']);
    expect(store.getState().next).toBeNull();
  });

  it('begins anew when the newest page does not reach down to the list', async () => {
    const { store, names, answered, loadTwoPages } = setUp();
    await loadTwoPages();
    await answered(store.refresh, page([row('g', 70), row('f', 60)], 'after f'));
    expect(names()).toEqual(['g', 'f']);
    expect(store.getState().next).toBe('after f');
  });

  it('takes the pinned ones as they are', async () => {
    const { store, pinned, answered } = setUp();
    await answered(store.refresh, page([], null, [row('q', 5), row('p', 4)]));
    expect(pinned()).toEqual(['q', 'p']);
    await answered(store.refresh, page([], null, [row('p', 4)]));
    expect(pinned()).toEqual(['p']);
  });

  it('lets no older reply win over a newer one, and no older failure', async () => {
    const { store, asked, names } = setUp();
    const refreshes = [store.refresh(), store.refresh(), store.refresh()];
    asked[2]?.resolve(page([row('new', 2)]));
    await refreshes[2];
    asked[0]?.resolve(page([row('old', 1)]));
    asked[1]?.reject(new AppError('network'));
    await Promise.all(refreshes);
    expect(names()).toEqual(['new']);
    expect(store.getState().error).toBeNull();
  });

  it('forgets its own failure when it works again, and no other', async () => {
    const { store, asked, answered } = setUp();
    const refresh = store.refresh();
    asked.shift()?.reject(new AppError('network'));
    await refresh;
    expect(store.getState().error?.code).toBe('network');
    await answered(store.refresh, page([row('a', 1)]));
    expect(store.getState().error).toBeNull();

    store.setError(new AppError('conflict'));
    await answered(store.refresh, page([row('a', 1)]));
    expect(store.getState().error?.code).toBe('conflict');
  });
});

describe('ConversationListStore: the next page', () => {
  it('doubles nothing when it is asked twice at once', async () => {
    const { store, asked, names, answered } = setUp();
    await answered(store.refresh, page([row('d', 40), row('c', 30)], 'after c'));
    const both = [store.loadMore(), store.loadMore()];
    expect(asked.map(({ before }) => before)).toEqual(['after c']);
    asked.shift()?.resolve(page([row('c', 30), row('b', 20)]));
    await Promise.all(both);
    expect(names()).toEqual(['d', 'c', 'b']);
    await store.loadMore();
    expect(asked).toEqual([]);
  });

  it('is dropped when it does not follow the list any more', async () => {
    const { store, asked, names, answered } = setUp();
    await answered(store.refresh, page([row('d', 40)], 'after d'));
    const more = store.loadMore();
    const late = asked.shift();
    await answered(store.refresh, page([row('f', 60)], 'after f'));
    late?.resolve(page([row('c', 30)]));
    await more;
    expect(names()).toEqual(['f']);
    expect(store.getState().next).toBe('after f');
  });

  it('that did not come says so until it is asked for again', async () => {
    const { store, asked, names, answered } = setUp();
    await answered(store.refresh, page([row('b', 2)], 'after b'));
    const more = store.loadMore();
    asked.shift()?.reject(new AppError('network'));
    await more;
    expect(store.getState()).toMatchObject({ pageError: { code: 'network' }, error: null });
    const again = store.loadMore();
    expect(store.getState().pageError).toBeNull();
    asked.shift()?.resolve(page([row('a', 1)]));
    await again;
    expect(names()).toEqual(['b', 'a']);
  });

  it('brings nothing back that was taken out meanwhile', async () => {
    const { store, asked, names, answered } = setUp();
    await answered(store.refresh, page([row('c', 3)], 'after c'));
    const more = store.loadMore();
    store.drop([idOf('b')]);
    store.put([row('a', 1, { archived: true })]);
    asked.shift()?.resolve(page([row('b', 2), row('a', 1)]));
    await more;
    expect(names()).toEqual(['c']);
  });
});

describe('ConversationListStore: rows that change', () => {
  it('go where they belong: out of the view, above, or among those of their day', async () => {
    const { store, names, pinned, loadTwoPages } = setUp();
    await loadTwoPages();
    store.put([row('c', 30, { archived: true })]);
    expect(names()).toEqual(['d', 'b', 'a']);
    store.put([row('b', 20, { pinned: true }), row('c', 30)]);
    expect([names(), pinned()]).toEqual([['d', 'c', 'a'], ['b']]);
    store.put([row('b', 20)]);
    expect([names(), pinned()]).toEqual([['d', 'c', 'b', 'a'], []]);
  });

  it('wait for their page where they are behind all that is here', async () => {
    const { store, names, answered, loadTwoPages } = setUp();
    await loadTwoPages();
    store.put([row('z', 1)]);
    expect(names()).toEqual(['d', 'c', 'b', 'a']);
    await answered(store.loadMore, page([row('z', 1)]));
    expect(names()).toEqual(['d', 'c', 'b', 'a', 'z']);
  });

  it('are shown in a folder while they are in it', async () => {
    const { store, names, answered } = setUp({ archived: false, folder: 'Trips' });
    await answered(store.refresh, page([row('b', 2, { folder: 'Trips' })]));
    store.put([row('a', 1, { folder: 'Trips' }), row('b', 2, { folder: null })]);
    expect(names()).toEqual(['a']);
  });

  it('do not come back by a reply from before', async () => {
    const { store, asked, names, answered } = setUp();
    await answered(store.refresh, page([row('b', 2), row('a', 1)]));
    const early = store.refresh();
    store.drop([idOf('a')]);
    asked.shift()?.resolve(page([row('b', 2), row('a', 1)]));
    await early;
    expect(names()).toEqual(['b']);
  });
});
