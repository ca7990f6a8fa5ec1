import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedConversations } from '../support/seed-conversations';
import { type RunningApp, startApp } from '../support/start-app';
import { ChatPage } from './chat-page';
import { expect, test } from './fixtures';
import { Sidebar } from './sidebar';

const COUNT = 10_000;

let folder: string;
let app: RunningApp;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-long-list-'));
  await seedConversations(folder, COUNT, Date.now());
  app = await startApp({ env: { DATA_DIR: folder } });
});
test.afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The list scrolls in here. */
const scrollerOf = ({ conversations }: ChatPage) => conversations.locator('.overflow-y-auto');

/** Scrolls a window at a time, as fast as the page paints, and looks at what is there after each. */
async function scrollThrough(box: Element, count: number) {
  const painted = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const titles = new Set<string>();
  const gaps: number[] = [];
  let mostLinks = 0;
  while (!titles.has(`Conversation ${count}`)) {
    box.scrollBy(0, box.clientHeight * 0.9);
    await painted();
    const links = [...box.querySelectorAll('a')];
    for (const link of links) titles.add(link.textContent ?? '');
    mostLinks = Math.max(mostLinks, links.length);
    const { left, top, bottom } = box.getBoundingClientRect();
    for (const y of [top + 1, (top + bottom) / 2, bottom - 1]) {
      const line = document.elementFromPoint(left + 40, y)?.closest('li, h2, p');
      if (!line || !box.contains(line)) gaps.push(box.scrollTop);
    }
  }
  return { seen: titles.size, mostLinks, gaps };
}

test('ten thousand conversations scroll to the end; few are in the page, and none is left out', async ({
  page,
}) => {
  // Some eight hundred windows, each of them painted.
  test.slow();
  const chat = new ChatPage(page);
  const sidebar = new Sidebar(chat);
  await chat.open(app.url);
  await expect(sidebar.row('Conversation 1').first()).toBeVisible();
  const { seen, mostLinks, gaps } = await scrollerOf(chat).evaluate(scrollThrough, COUNT);
  expect(gaps).toEqual([]);
  expect(mostLinks).toBeLessThan(80);
  expect(seen).toBe(COUNT);
});

test('a page that does not come says so, and is asked for again', async ({ page }) => {
  const chat = new ChatPage(page);
  const sidebar = new Sidebar(chat);
  await page.route('**/api/conversations?before=*', (route) => route.abort());
  await chat.open(app.url);
  await expect(sidebar.row('Conversation 1').first()).toBeVisible();
  await scrollerOf(chat).evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await expect(chat.conversations.getByRole('alert')).toContainText('could not be loaded');
  await page.unroute('**/api/conversations?before=*');
  await chat.conversations.getByRole('button', { name: 'Try again' }).click();
  await expect(sidebar.row('Conversation 101').first()).toBeVisible();
});

test('the line with the focus stays when it is scrolled away, and Tab goes on from it', async ({
  page,
}) => {
  const chat = new ChatPage(page);
  const sidebar = new Sidebar(chat);
  await chat.open(app.url);
  await expect(chat.textbox).toBeFocused();
  const first = sidebar.links.filter({ hasText: /^Conversation 3$/ });
  await first.focus();
  await scrollerOf(chat).evaluate((box) => box.scrollTo(0, 3000));
  await expect(sidebar.row('Conversation 70').first()).toBeVisible();
  await expect(first).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(chat.button('Options for Conversation 3')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(sidebar.links.filter({ hasText: /^Conversation 4$/ })).toBeFocused();
  await expect(sidebar.links.filter({ hasText: /^Conversation 5$/ })).toBeVisible();
});
