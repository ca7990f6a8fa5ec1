import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { seedConversation } from '../support/seed-conversation';
import { type RunningApp, startApp } from '../support/start-app';
import { ChatPage } from './chat-page';
import { test as base, expect, PLANTED_KEY } from './fixtures';
import { watchPage } from './watch-page';

const TURNS = 1000;

const answer = (turn: number) =>
  `Answer ${turn}: **some** words.\n\n- one\n- two\n\n${'More words that fill a few lines of the page. '.repeat(turn % 7)}`;

type Worker = { longApp: RunningApp; longPath: string };

/** Tests get a conversation of 2,000 messages, opened. */
const test = base.extend<{ long: ChatPage }, Worker & { folder: string }>({
  folder: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs here.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'tenlens-long-'));
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  longPath: [
    async ({ folder }, use) => {
      const question = (turn: number) => `Question ${turn}`;
      await use(`/c/${await seedConversation(folder, { turns: TURNS, question, answer })}`);
    },
    { scope: 'worker' },
  ],
  longApp: [
    async ({ upstream, folder, longPath: _seeded }, use) => {
      const env = {
        UPSTREAM_BASE_URL: upstream.url,
        UPSTREAM_API_KEY: PLANTED_KEY,
        UPSTREAM_DIALECT: 'nvidia',
        DATA_DIR: folder,
      };
      const app = await startApp({ env });
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  long: async ({ page, longApp, longPath, upstream }, use) => {
    upstream.use();
    const problems = watchPage(page, longApp.url);
    const chat = new ChatPage(page);
    await chat.open(longApp.url + longPath);
    await use(chat);
    expect(problems).toEqual([]);
  },
});

const boxOf = (chat: ChatPage): Locator => chat.log.locator('..');
const scrollTo = (chat: ChatPage, top: number) =>
  boxOf(chat).evaluate((box, place) => box.scrollTo({ top: place }), top);
/** Pixels of the box in which no message stands, at twenty places from its top to its bottom. */
const emptyPlaces = (chat: ChatPage) =>
  boxOf(chat).evaluate((box) => {
    const { left, width, top, height } = box.getBoundingClientRect();
    const places = Array.from({ length: 20 }, (_, step) => top + 30 + (step * (height - 60)) / 20);
    const rows = [...box.querySelectorAll('[data-row]')].map((row) => row.getBoundingClientRect());
    const isEmpty = (y: number) => !rows.some((row) => row.top <= y && row.bottom >= y);
    return { left, width, empty: places.filter(isEmpty).length };
  });
const topOf = (locator: Locator) =>
  locator.evaluate((element) => element.getBoundingClientRect().top);

/** How a conversation of 2,000 messages behaves; on a wide window and on a phone. */
export function testLongThread(): void {
  test('a long thread opens at its end, and only a part of it is there', async ({ long }) => {
    await expect(long.lastAnswer).toContainText(`Answer ${TURNS - 1}:`);
    await expect(long.lastAnswer).toBeInViewport();
    await expect(long.lastAnswer).toHaveAttribute('aria-posinset', String(2 * TURNS));
    await expect(long.lastAnswer).toHaveAttribute('aria-setsize', String(2 * TURNS));
    expect(await long.answers.count()).toBeLessThan(60);
  });

  test('one can scroll up to the first message and back, and never sees a gap', async ({
    long,
  }) => {
    await expect(long.lastAnswer).toBeInViewport();
    const box = boxOf(long);
    const height = await box.evaluate(({ scrollHeight }) => scrollHeight);
    for (const part of [0.9, 0.5, 0.31, 0.3, 0.1]) {
      await scrollTo(long, height * part);
      await expect.poll(async () => (await emptyPlaces(long)).empty).toBe(0);
    }
    // What is estimated is measured on the way, so the top may be reached in more than one go.
    const first = long.questions.filter({ hasText: /^Question 0$/ });
    await expect(async () => {
      await scrollTo(long, 0);
      await expect(first).toBeInViewport({ timeout: 500 });
      expect(await box.evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    }).toPass();
    await expect(long.log.locator('[aria-posinset="1"]')).toContainText('Question 0');
    await long.button('To the newest message').click();
    await expect(long.lastAnswer).toBeInViewport();
    await expect(long.button('To the newest message')).toBeHidden();
    expect((await emptyPlaces(long)).empty).toBe(0);
  });

  test('the focus stays on a message that is scrolled far away', async ({ long }) => {
    const edit = long.questions.last().getByRole('button', { name: 'Copy' });
    await edit.focus();
    await scrollTo(long, 0);
    await expect(long.log.locator('[aria-posinset="1"]')).toBeInViewport();
    await expect(edit).toBeFocused();
  });

  test('a reader in the middle is not moved while rows come, go, and an answer is written', async ({
    long,
    upstream,
  }) => {
    upstream.script(Array.from({ length: 4000 }, (_, line) => `Line ${line}\n\n`));
    await long.textbox.fill('Write many lines');
    await long.send.click();
    await expect(long.lastAnswer).toContainText('Line 3');
    const box = boxOf(long);
    const height = await box.evaluate(({ scrollHeight }) => scrollHeight);
    await scrollTo(long, Math.round(height / 2));
    await expect.poll(async () => (await emptyPlaces(long)).empty).toBe(0);
    const middle = await box.evaluate((element) => {
      const { top } = element.getBoundingClientRect();
      const rows = [...element.querySelectorAll('[data-row]')];
      const row = rows.find((each) => each.getBoundingClientRect().bottom > top + 50);
      return row?.getAttribute('data-row') ?? '';
    });
    const seen = long.page.locator(`[data-row="${middle}"]`);
    const before = await topOf(seen);
    await expect(long.lastAnswer).toContainText('Line 60');
    expect(Math.abs((await topOf(seen)) - before)).toBeLessThan(2);
    await expect(long.button('To the newest message')).toBeVisible();
    await long.button('To the newest message').click();
    await expect(long.lastAnswer).toBeInViewport();
    await long.stop.click();
    await long.expectStatus('stopped');
  });

  test('an answer in the middle is written once more, and its question changed', async ({
    long,
    upstream,
  }) => {
    upstream.script('Written once more.');
    const height = await boxOf(long).evaluate(({ scrollHeight }) => scrollHeight);
    await scrollTo(long, Math.round(height * 0.4));
    await expect.poll(async () => (await emptyPlaces(long)).empty).toBe(0);
    const position = await boxOf(long).evaluate((box) => {
      const { top } = box.getBoundingClientRect();
      const articles = [...box.querySelectorAll('article[aria-label="Assistant"]')];
      const seen = articles.find((each) => each.getBoundingClientRect().top > top);
      return Number(seen?.getAttribute('aria-posinset'));
    });
    const at = (place: number) => long.log.locator(`[aria-posinset="${place}"]`);
    await at(position).getByRole('button', { name: 'Regenerate' }).click();
    await expect(long.lastAnswer).toContainText('Written once more.');
    await long.expectStatus('done');
    await expect(long.lastAnswer).toHaveAttribute('aria-posinset', String(position));
    await expect(long.lastAnswer).toContainText('2 / 2');
    await long.lastAnswer.getByRole('button', { name: 'Previous version' }).click();
    await expect(at(position)).toContainText('1 / 2');

    upstream.script('To a changed question.');
    await at(position - 1)
      .getByRole('button', { name: 'Edit' })
      .click();
    const editor = long.log.getByRole('textbox', { name: 'Message' });
    await editor.fill('A changed question');
    await long.log.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(long.lastAnswer).toContainText('To a changed question.');
    await long.expectStatus('done');
    await expect(long.lastAnswer).toHaveAttribute('aria-posinset', String(position));
  });
}
