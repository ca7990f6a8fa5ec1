import { describe, expect, it } from 'vitest';
import { ConversationListStore } from '@/lib/client/conversations/conversation-list-store';
import type { ConversationSummary } from '@/lib/domain/conversation/conversation';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type ConversationId } from '@/lib/domain/ids';
import type { ConversationList } from '@/lib/protocol/conversations';
import { summaryOf } from '../../../support/messages';

const idOf = (name: string) => asId<ConversationId>(name);

const row = (name: string, updatedAt: number): ConversationSummary =>
  summaryOf(updatedAt, { id: idOf(name), title: name });

const page = (rows: ConversationSummary[], next: string | null = null): ConversationList => ({
  conversations: rows,
  pinned: [],
  next,
});

type Asked = PromiseWithResolvers<ConversationList> & { before: string | null };

function setUp() {
  const asked: Asked[] = [];
  const failures: AppError[] = [];
  const act = async () => {
    const failure = failures.shift();
    if (failure) throw failure;
  };
  const store = new ConversationListStore({
    fetchPage(before) {
      const call = { ...Promise.withResolvers<ConversationList>(), before };
      asked.push(call);
      return call.promise;
    },
    rename: act,
    remove: act,
  });
  const names = () => store.getState().conversations.map(({ id }) => String(id));
  const titles = () => store.getState().conversations.map(({ title }) => title);
  /** Begins something and answers the one request that it makes. */
  const answered = async (begin: () => Promise<unknown>, list: ConversationList) => {
    const running = begin();
    while (asked.length === 0) await Promise.resolve();
    asked.shift()?.resolve(list);
    return running;
  };
  const loadTwoPages = async () => {
    await answered(store.refresh, page([row('d', 40), row('c', 30)], 'after c'));
    await answered(store.loadMore, page([row('b', 20), row('a', 10)], 'after a'));
  };
  return { store, asked, failures, names, titles, answered, loadTwoPages };
}

describe('ConversationListStore: refresh', () => {
  it('keeps the pages that "Show more" brought, newest first', async () => {
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
    const { store, asked, failures, answered } = setUp();
    const refresh = store.refresh();
    asked.shift()?.reject(new AppError('network'));
    await refresh;
    expect(store.getState().error?.code).toBe('network');
    await answered(store.refresh, page([row('a', 1)]));
    expect(store.getState().error).toBeNull();

    failures.push(new AppError('conflict'));
    await store.rename(idOf('a'), { title: 'b', version: 1 });
    await answered(store.refresh, page([row('a', 1)]));
    expect(store.getState().error?.code).toBe('conflict');
  });
});

describe('ConversationListStore: show more', () => {
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

  it('drops a page that does not follow the list any more', async () => {
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
});

describe('ConversationListStore: acts', () => {
  it('says whether a removal worked, and shows why not', async () => {
    const { store, failures, names, answered } = setUp();
    await answered(store.refresh, page([row('b', 2), row('a', 1)]));
    failures.push(new AppError('network'));
    expect(await store.remove(idOf('a'))).toBe(false);
    expect(names()).toEqual(['b', 'a']);
    expect(store.getState().error?.code).toBe('network');
    store.dismissError();

    expect(await answered(() => store.remove(idOf('a')), page([row('b', 2)]))).toBe(true);
    expect(names()).toEqual(['b']);
  });

  it('does not bring a removed conversation back by a reply from before', async () => {
    const { store, asked, names, answered } = setUp();
    await answered(store.refresh, page([row('b', 2), row('a', 1)]));
    const early = store.refresh();
    const reply = asked.shift();
    const removal = store.remove(idOf('a'));
    reply?.resolve(page([row('b', 2), row('a', 1)]));
    await early;
    while (asked.length === 0) await Promise.resolve();
    expect(names()).toEqual(['b']);
    asked.shift()?.resolve(page([row('b', 2)]));
    await removal;
  });

  it('shows a new title also on a row beyond the newest page', async () => {
    const { store, titles, answered, loadTwoPages } = setUp();
    await loadTwoPages();
    const newest = page([row('d', 40), row('c', 30)], 'after c');
    await answered(() => store.rename(idOf('a'), { title: 'new', version: 1 }), newest);
    expect(titles()).toEqual(['d', 'c', 'b', 'new']);
    expect(store.getState().conversations.at(-1)?.version).toBe(2);
  });
});
