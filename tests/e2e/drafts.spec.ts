import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../support/chromium-options';
import { ChatPage } from './chat-page';
import { chatRequests, imageCounts } from './chat-requests';
import { expect, test } from './fixtures';

/** Counts uploads from now on. */
function countUploads(page: Page): { count: number } {
  const uploads = { count: 0 };
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/attachments')) {
      uploads.count += 1;
    }
  });
  return uploads;
}

/** Waits until the browser has kept a text. */
async function untilKept(page: Page, text: string): Promise<void> {
  const read = () =>
    page.evaluate(async () => {
      const opened = indexedDB.open('tenlens-drafts');
      await new Promise((done) => opened.addEventListener('success', done));
      const all = opened.result.transaction('drafts').objectStore('drafts').getAll();
      await new Promise((done) => all.addEventListener('success', done));
      opened.result.close();
      return JSON.stringify(all.result);
    });
  await expect.poll(read).toContain(text);
}

test('what was typed and dropped is there after a reload, and is not uploaded again', async ({
  chat,
  upstream,
}) => {
  await chat.attach('photo.jpg', 'tile-01.png');
  await chat.expectReady(2);
  await chat.textbox.fill('Do not lose me');
  // Left at once: nothing waits for a timer.
  await chat.page.reload();
  const uploads = countUploads(chat.page);
  await expect(chat.textbox).toHaveValue('Do not lose me');
  await chat.expectReady(2);
  expect(await chat.trayNames()).toEqual(['photo.jpg', 'tile-01.png']);
  upstream.script('Seen.');
  await chat.send.click();
  await chat.expectStatus('done');
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([2]);
  expect(uploads.count).toBe(0);
  await chat.page.reload();
  await chat.expectStatus('done');
  await expect(chat.textbox).toHaveValue('');
  await chat.button('New chat').first().click();
  await expect(chat.textbox).toHaveValue('');
});

test('each conversation has its own draft', async ({ chat, upstream }) => {
  upstream.script('First.');
  await chat.ask('Begin');
  const address = chat.page.url();
  await chat.textbox.fill('for this one');
  await untilKept(chat.page, 'for this one');
  await chat.page.goto('/');
  await expect(chat.textbox).toHaveValue('');
  await chat.textbox.fill('for a new one');
  await chat.page.goto(address);
  await expect(chat.textbox).toHaveValue('for this one');
  await chat.page.goto('/');
  await expect(chat.textbox).toHaveValue('for a new one');
});

test('a browser that is killed keeps the draft', async ({ app }) => {
  const profile = mkdtempSync(join(tmpdir(), 'tenlens-profile-'));
  const open = () => chromium.launchPersistentContext(profile, CHROMIUM_OPTIONS);
  try {
    const first = await open();
    const before = new ChatPage(await first.newPage());
    await before.open(app.url);
    await before.attach('photo.jpg');
    await before.expectReady(1);
    await before.textbox.fill('Survives');
    await untilKept(before.page, 'Survives');
    await first.close();

    const second = await open();
    const after = new ChatPage(await second.newPage());
    await after.open(app.url);
    await expect(after.textbox).toHaveValue('Survives');
    await after.expectReady(1);
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

test('a send whose reply is lost is one question, also after a reload', async ({
  chat,
  upstream,
}) => {
  upstream.script('Only once.');
  // The server gets it, the page never hears of it.
  await chat.page.route(
    '**/api/chat',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await chat.textbox.fill('Once, please');
  await chat.send.click();
  await expect(chat.alerts).toContainText('Not sent yet');
  await expect(chat.textbox).toHaveValue('Once, please');
  await untilKept(chat.page, 'Once, please');
  await chat.page.reload();
  await expect(chat.textbox).toHaveValue('Once, please');
  await expect(chat.page.getByText('it cannot arrive twice')).toBeVisible();
  await chat.send.click();
  await chat.expectStatus('done');
  await expect(chat.questions).toHaveCount(1);
  await expect(chat.lastAnswer).toContainText('Only once.');
  expect(chatRequests(upstream)).toHaveLength(1);
  await chat.page.reload();
  await expect(chat.questions).toHaveCount(1);
});

test('what was on its way when the page was left is put back, or gone if it had arrived', async ({
  chat,
  upstream,
}) => {
  upstream.script('First.');
  await chat.ask('Begin');
  let arrives = false;
  await chat.page.route('**/api/chat', async (route) => {
    if (arrives) await route.fetch();
  });
  await chat.textbox.fill('On its way');
  await chat.send.click();
  await untilKept(chat.page, '"content":{"text":"On its way"');
  await chat.page.reload();
  await expect(chat.textbox).toHaveValue('On its way');
  await expect(chat.page.getByText('Not sent yet: the last try did not get through')).toBeVisible();
  await expect(chat.questions).toHaveCount(1);

  arrives = true;
  const answered = chat.page.waitForRequest('**/api/chat');
  await chat.send.click();
  await answered;
  await expect.poll(() => chatRequests(upstream).length).toBe(2);
  await chat.page.reload();
  await expect(chat.questions).toHaveCount(2);
  await expect(chat.textbox).toHaveValue('');
  await chat.page.unroute('**/api/chat');
});

test('offline: it waits, and goes out by itself unless it is changed', async ({
  chat,
  context,
  upstream,
}) => {
  upstream.script('Arrived.');
  await context.setOffline(true);
  await chat.textbox.fill('Written on a train');
  await chat.send.click();
  await expect(chat.page.getByText('it goes out by itself')).toBeVisible();
  await expect(chat.textbox).toHaveValue('Written on a train');
  await context.setOffline(false);
  await chat.expectStatus('done');
  await expect(chat.questions).toHaveCount(1);

  await context.setOffline(true);
  await chat.textbox.fill('Not finished');
  await chat.send.click();
  await expect(chat.page.getByText('it goes out by itself')).toBeVisible();
  await chat.textbox.fill('Not finished, more');
  await expect(chat.page.getByText('it goes out by itself')).toBeHidden();
  await context.setOffline(false);
  await chat.send.click();
  await expect(chat.questions).toHaveCount(2);
  await expect(chat.questions.last()).toContainText('Not finished, more');
  await chat.expectStatus('done');
});

test('pictures the server has lost are uploaded again, and the send is repeated', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  const code = 'attachment-gone';
  const problem = {
    type: 'about:blank',
    title: code,
    status: 410,
    code,
    details: {},
    requestId: 'r',
  };
  const gone = { status: 410, contentType: 'application/problem+json' };
  await chat.page.route(
    '**/api/chat',
    (route) => route.fulfill({ ...gone, body: JSON.stringify(problem) }),
    { times: 1 },
  );
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  await chat.textbox.fill('Old draft');
  const uploads = countUploads(chat.page);
  await chat.send.click();
  await chat.expectStatus('done');
  await expect(chat.questions).toHaveCount(1);
  await expect(chat.alerts).toHaveCount(0);
  expect(uploads.count).toBe(1);
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([1]);
});

test('two tabs: the other shows what is written, and never what would replace its own', async ({
  chat,
  context,
  app,
}) => {
  const other = new ChatPage(await context.newPage());
  await other.open(app.url);
  await chat.textbox.fill('from one');
  await expect(other.textbox).toHaveValue('from one');
  await other.textbox.fill('from one, and mine');
  await chat.textbox.fill('my own');
  await untilKept(chat.page, 'my own');
  await expect(other.textbox).toHaveValue('from one, and mine');
});

test('a browser that keeps nothing is told of once, and everything works', async ({
  page,
  app,
  upstream,
}) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });
  const chat = new ChatPage(page);
  await chat.open(app.url);
  await chat.textbox.fill('Private');
  await expect(page.getByText('kept only while this page is open')).toHaveCount(1);
  upstream.use();
  upstream.script('Fine.');
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  await chat.send.click();
  await chat.expectStatus('done');
  await expect(page.getByText('kept only while this page is open')).toHaveCount(0);
});

test('deleting everything takes the drafts along', async ({ chat }) => {
  await chat.textbox.fill('To be gone');
  await untilKept(chat.page, 'To be gone');
  await chat.button('Settings').click();
  await chat.page.getByRole('button', { name: 'Delete all my data' }).click();
  await chat.page.getByRole('button', { name: /^Delete everything/ }).click();
  await expect(chat.page.getByRole('dialog')).toHaveCount(0);
  await expect(chat.textbox).toBeEditable();
  await expect(chat.textbox).toHaveValue('');
});

test('a part of an old version that is gone leaves the page alive and the draft kept', async ({
  chat,
}) => {
  await chat.textbox.fill('Before the deploy');
  await chat.page.route('**/_next/static/**/*.js', (route) => route.fulfill({ status: 404 }));
  await chat.button('Settings').click();
  await expect(chat.alerts).toContainText('A new version is there');
  await expect(chat.textbox).toHaveValue('Before the deploy');
  await chat.page.unroute('**/_next/static/**/*.js');
  await chat.button('Reload').click();
  await expect(chat.alerts).toHaveCount(0);
  await expect(chat.textbox).toHaveValue('Before the deploy');
});
