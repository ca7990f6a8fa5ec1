import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** The module as a page loads it: nothing has been asked yet. */
async function freshly() {
  vi.resetModules();
  return import('@/lib/client/image/longest-edge');
}

const answers: (() => Promise<Response>)[] = [];
const settings = (keepsLargest: boolean) => async () =>
  Response.json({ systemPrompt: '', keepsLargest });

beforeEach(() => {
  vi.stubGlobal('fetch', () => answers.shift()?.() ?? Promise.reject(new Error('asked too often')));
});
afterEach(() => {
  answers.length = 0;
  vi.unstubAllGlobals();
});

test.each([
  [true, 4096],
  [false, 1540],
])('the server is asked once whether larger copies are kept: %s', async (keepsLargest, edge) => {
  answers.push(settings(keepsLargest));
  const { longestEdge } = await freshly();
  expect(await Promise.all([longestEdge(), longestEdge()])).toEqual([edge, edge]);
});

test('a picture does not fail with that question, which is asked again for the next one', async () => {
  answers.push(() => Promise.reject(new TypeError('failed')), settings(true));
  const { longestEdge } = await freshly();
  expect(await longestEdge()).toBe(1540);
  expect(await longestEdge()).toBe(4096);
});

test('what the person has just chosen holds at once', async () => {
  const { longestEdge, noteKeepsLargest } = await freshly();
  noteKeepsLargest(true);
  expect(await longestEdge()).toBe(4096);
  noteKeepsLargest(false);
  expect(await longestEdge()).toBe(1540);
});
