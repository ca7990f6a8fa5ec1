import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { fetchSearch } from '@/lib/client/api/search';
import { SearchStore } from '@/lib/client/search/search-store';
import { AppError } from '@/lib/domain/errors/app-error';
import type { SearchResult, SearchResultHit } from '@/lib/protocol/search';
import { conversationIdOf } from '../../../support/messages';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const hitOf = (number: number): SearchResultHit => ({
  conversationId: conversationIdOf(number),
  title: { text: String(number), marks: [] },
  kind: 'title',
  messageId: null,
  createdAt: number,
  snippet: { text: String(number), marks: [] },
});
const pageOf = (numbers: number[], next: string | null = null): SearchResult => ({
  hits: numbers.map(hitOf),
  next,
});

function opened() {
  const fetch = vi.fn<typeof fetchSearch>(async (text) => pageOf([text.length]));
  const store = new SearchStore(fetch);
  const pass = () => vi.advanceTimersByTimeAsync(200);
  const found = () => store.getState().hits.map(({ createdAt }) => createdAt);
  return { fetch, store, pass, found };
}

test('what is typed quickly is looked for once', async () => {
  const { fetch, store, pass, found } = opened();
  for (const text of ['r', 're', 'receipt']) store.setText(text);
  expect(store.getState()).toMatchObject({ text: 'receipt', isSearching: true });
  await pass();
  expect(fetch).toHaveBeenCalledExactlyOnceWith('receipt', null, expect.anything());
  expect(found()).toEqual([7]);
  expect(store.getState().isSearching).toBe(false);
});

test('an answer to an earlier text never replaces that to the newest', async () => {
  const { fetch, store, pass, found } = opened();
  const slow = Promise.withResolvers<SearchResult>();
  fetch.mockReturnValueOnce(slow.promise);
  store.setText('first');
  await pass();
  store.setText('second');
  await pass();
  slow.resolve(pageOf([99]));
  await pass();
  expect(found()).toEqual([6]);
});

test('what was found stays while a longer text is looked for, and goes with the text', async () => {
  const { store, pass, found } = opened();
  store.setText('one');
  await pass();
  store.setText('one two');
  expect(found()).toEqual([3]);
  store.setText(' ');
  expect(store.getState()).toMatchObject({ text: ' ', hits: [], isSearching: false });
});

test('more comes behind what is there', async () => {
  const { fetch, store, pass, found } = opened();
  fetch.mockResolvedValueOnce(pageOf([1, 2], 'cursor'));
  store.setText('a');
  await pass();
  fetch.mockResolvedValueOnce(pageOf([3]));
  await store.loadMore();
  expect(fetch).toHaveBeenLastCalledWith('a', 'cursor', expect.anything());
  expect(found()).toEqual([1, 2, 3]);
  await store.loadMore();
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('a failure is told, and the next try takes it back', async () => {
  const { fetch, store, pass, found } = opened();
  fetch.mockRejectedValueOnce(new AppError('network'));
  store.setText('abc');
  await pass();
  expect(store.getState().error?.code).toBe('network');
  await store.loadMore();
  expect(store.getState().error).toBeNull();
  expect(found()).toEqual([3]);
});
