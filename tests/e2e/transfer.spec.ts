import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Download, Locator } from '@playwright/test';
import { unzipSync } from 'fflate';
import { XSS_PAYLOADS } from '../unit/components/markdown/xss-payloads';
import { ChatPage } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { withOwnApp } from './with-app';

/** Clicks what downloads and waits for the file. */
async function download(chat: ChatPage, link: Locator): Promise<Download> {
  const saved = chat.page.waitForEvent('download');
  await link.click();
  return saved;
}

async function openSettings(chat: ChatPage): Promise<Locator> {
  await chat.button('Settings').click();
  const dialog = chat.page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByRole('heading', { name: 'Your data' })).toBeVisible();
  return dialog;
}

async function chooseFile(chat: ChatPage, dialog: Locator, path: string): Promise<void> {
  const chooser = chat.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: /^Choose/ }).click();
  await (await chooser).setFiles(path);
}

test('export all, delete all, import: the same conversation with its picture opens', async ({
  page,
}) => {
  // Everything in it is deleted.
  await withOwnApp(page, {}, async (app) => {
    const chat = new ChatPage(page);
    await chat.open(app.url);
    await chat.attach('tile-01.png');
    await chat.expectReady(1);
    const title = `Transfer ${randomUUID()}`;
    await chat.ask(title);
    const address = page.url();
    const stored = async () =>
      (await page.request.get(address.replace('/c/', '/api/conversations/'))).json();
    const before = await stored();

    const settings = await openSettings(chat);
    const saved = await download(chat, settings.getByRole('link', { name: /^JSON/ }));
    expect(saved.suggestedFilename()).toMatch(/^tenlens \d{4}-\d\d-\d\d json\.zip$/);
    const path = await saved.path();

    await settings.getByRole('button', { name: 'Delete all my data' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await expect(page).toHaveURL(`${app.url}/`);
    await expect(chat.conversations.getByRole('link', { name: title })).toHaveCount(0);

    const again = await openSettings(chat);
    await chooseFile(chat, again, path);
    await expect(again.getByRole('status').last()).toContainText(
      /An export of Tenlens\s*1 new conversation, 2 messages, 1 picture/,
    );
    await again.getByRole('button', { name: 'Import 1 conversation' }).click();
    await expect(again.getByRole('status').last()).toContainText('1 conversation imported');
    await chooseFile(chat, again, path);
    await expect(again.getByRole('status').last()).toContainText('1 conversation is here already');
    await expect(again.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
    await again.getByRole('button', { name: 'Close' }).click();

    await chat.conversations.getByRole('link', { name: title }).click();
    await expect(page).toHaveURL(address);
    await expect(chat.lastAnswer).toBeVisible();
    expect(await stored()).toEqual(before);
    const image = chat.questions.getByRole('img').or(chat.questions.locator('img')).first();
    await expect
      .poll(() => image.evaluate((element: HTMLImageElement) => element.naturalWidth))
      .toBeGreaterThan(0);
  });
});

test('a file that is none says so and can be replaced by another', async ({ chat }) => {
  const dialog = await openSettings(chat);
  const chooser = chat.page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  const buffer = Buffer.from('{"a":1}');
  await (await chooser).setFiles({ name: 'a.json', mimeType: 'application/json', buffer });
  await expect(dialog.getByRole('alert')).toContainText('holds no conversations');
  await expect(dialog.getByRole('button', { name: 'Choose another file' })).toBeEnabled();
});

test('a conversation is saved as Markdown, HTML and JSON; its page runs nothing', async ({
  chat,
  upstream,
  browser,
}) => {
  upstream.script(XSS_PAYLOADS.join('\n\n'));
  await chat.attach('tile-01.png');
  await chat.expectReady(1);
  await chat.ask(XSS_PAYLOADS.slice(0, 40).join('\n\n'));
  await chat.button('Export').click();
  const dialog = chat.page.getByRole('dialog', { name: 'Export this conversation' });
  await expect(dialog).toBeVisible();
  await checkScreen(chat.page, 'export');

  const markdown = await download(chat, dialog.getByRole('link', { name: /^Markdown/ }));
  const names = Object.keys(unzipSync(readFileSync(await markdown.path())));
  expect(names.some((name) => name.endsWith('.md'))).toBe(true);
  expect(names.some((name) => /^images\/[0-9a-f]{16}\.png$/.test(name))).toBe(true);

  const html = await download(chat, dialog.getByRole('link', { name: /^HTML/ }));
  expect(html.suggestedFilename()).toMatch(/\.html$/);
  const text = readFileSync(await html.path(), 'utf8');
  // Shown without the policy's help too: the escaping alone must hold.
  for (const page of [text, text.replace(/<meta http-equiv[^>]*>/, '')]) {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const tab = await context.newPage();
    const events: string[] = [];
    tab.on('dialog', (shown) => {
      events.push(shown.message());
      void shown.dismiss();
    });
    tab.on('request', (request) => {
      if (!request.url().startsWith('data:')) events.push(request.url());
    });
    tab.on('console', (line) => events.push(line.text()));
    await tab.setContent(page, { waitUntil: 'load' });
    expect(await tab.locator('script, iframe, object, embed, form, a, svg, link').count()).toBe(0);
    expect(await tab.locator('img').count()).toBe(1);
    const width = await tab
      .locator('img')
      .evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(width).toBeGreaterThan(0);
    expect(await tab.locator('article').count()).toBe(2);
    expect(await tab.locator('article').last().innerText()).toContain('<script>alert(1)</script>');
    expect(events).toEqual([]);
    await context.close();
  }
});
