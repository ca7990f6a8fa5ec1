import type { BrowserContext } from '@playwright/test';
import { openFaultyProxy } from '../support/faulty-proxy';
import { ChatPage } from './chat-page';
import { expect, test } from './fixtures';

const WORDS_PER_PARAGRAPH = 50;

/** Numbered words in short paragraphs, as an answer has them. */
function words(count: number): string {
  const all = Array.from({ length: count }, (_, index) =>
    index % WORDS_PER_PARAGRAPH === 0 && index > 0 ? `\n\nword${index}` : ` word${index}`,
  );
  return `${all.join('').trim()} the end.`;
}

async function openTab(context: BrowserContext, address: string): Promise<ChatPage> {
  const chat = new ChatPage(await context.newPage());
  await chat.open(address);
  return chat;
}

/** The words of an answer, without anything lost or doubled. */
const expectComplete = (chat: ChatPage, text: string) =>
  expect(chat.lastAnswer.locator('p[dir]')).toHaveText(text.split('\n\n'));

test('eight tabs on running answers: a ninth sends and uploads, and all are complete at the end', async ({
  chat,
  context,
  app,
  upstream,
}) => {
  test.setTimeout(240_000);
  const text = words(400);
  const held = Promise.withResolvers<void>();
  upstream.script(text, held.promise);
  const begin = async (_: unknown, index: number) => {
    const tab = await openTab(context, app.url);
    await tab.start(`Question ${index}`);
    await expect(tab.lastAnswer).toContainText('word0');
    return tab;
  };
  const tabs = await Promise.all(Array.from({ length: 8 }, begin));
  upstream.script('Quick.');
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  await chat.start('The ninth');
  await chat.expectStatus('done');
  // All this while the others were still answering.
  for (const tab of tabs) await expect(tab.stop).toBeVisible();
  held.resolve();
  for (const tab of tabs) {
    await expect(tab.lastAnswer).toHaveAttribute('data-status', 'done', { timeout: 90_000 });
    await expectComplete(tab, text);
    await expect(tab.alerts).toHaveCount(0);
  }
});

test('tabs of one conversation share one stream, and another takes over when its tab goes', async ({
  chat,
  context,
  upstream,
}) => {
  const text = words(200);
  const held = Promise.withResolvers<void>();
  upstream.script(text, held.promise);
  let streams = 0;
  context.on('request', (request) => {
    if (/\/api\/chat\/[^/]+\/stream/.test(request.url())) streams += 1;
  });
  await chat.start('Shared');
  await expect(chat.page).toHaveURL(/\/c\//);
  const follower = await openTab(context, chat.page.url());
  await expect(follower.lastAnswer).toContainText('word20');
  await expect(follower.stop).toBeVisible();
  expect(streams).toBe(0);
  await chat.page.goto('about:blank');
  await expect.poll(() => streams).toBe(1);
  held.resolve();
  await follower.expectStatus('done');
  await expectComplete(follower, text);
});

test('the list of conversations follows what another tab does', async ({
  chat,
  context,
  app,
  upstream,
}) => {
  upstream.script('Yes.');
  const other = await openTab(context, app.url);
  await chat.ask('Seen in the other tab');
  await expect(other.conversations).toContainText('Seen in the other tab');
});

test('a connection that breaks in mid-answer is taken up without gap or doubling', async ({
  context,
  app,
  upstream,
}) => {
  const proxy = await openFaultyProxy(Number(new URL(app.url).port));
  try {
    const text = words(300);
    const held = Promise.withResolvers<void>();
    upstream.use();
    upstream.script(text, held.promise);
    const chat = await openTab(context, proxy.url);
    await chat.start('Through a bad line');
    await expect(chat.lastAnswer).toContainText('word10');
    proxy.cut();
    await expect(chat.lastAnswer).toContainText('word60');
    proxy.set({ kind: 'refuse' });
    proxy.cut();
    await expect(chat.page.getByText('Reconnecting…')).toBeVisible();
    proxy.set({ kind: 'none' });
    await expect(chat.page.getByText('Reconnecting…')).toBeHidden();
    held.resolve();
    await chat.expectStatus('done');
    await expectComplete(chat, text);
    await expect(chat.questions).toHaveCount(1);
  } finally {
    await proxy.close();
  }
});

test('a proxy that holds everything back still gives the whole answer', async ({
  context,
  app,
  upstream,
}) => {
  const proxy = await openFaultyProxy(Number(new URL(app.url).port));
  try {
    const text = words(60);
    upstream.use();
    upstream.script(text);
    const chat = await openTab(context, proxy.url);
    proxy.set({ kind: 'buffer-all' });
    await chat.start('Held back');
    await chat.expectStatus('done');
    await expectComplete(chat, text);
  } finally {
    await proxy.close();
  }
});
