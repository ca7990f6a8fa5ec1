import type { Page } from '@playwright/test';
import { type RunningApp, startApp } from '../support/start-app';
import { startUpstream, type Upstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { chatRequests } from './chat-requests';
import { checkScreen } from './check-screen';
import { expect, PLANTED_KEY, test } from './fixtures';
import { watchPage } from './watch-page';

const LIMIT = 2;

/** An app whose key allows two requests a minute, and a server that holds it to that. */
async function openPair(use: (upstream: Upstream, app: RunningApp) => Promise<void>) {
  const upstream = await startUpstream({ profile: 'nvidia', requestsPerMinute: LIMIT });
  const app = await startApp({
    env: {
      UPSTREAM_BASE_URL: upstream.url,
      UPSTREAM_API_KEY: PLANTED_KEY,
      UPSTREAM_DIALECT: 'nvidia',
      UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
      UPSTREAM_REQUESTS_PER_MINUTE: String(LIMIT),
    },
  });
  await use(upstream, app);
  await app.stop();
  await upstream.close();
}

async function openChat(page: Page, app: RunningApp): Promise<ChatPage> {
  watchPage(page, app.url);
  const chat = new ChatPage(page);
  await chat.open(app.url);
  return chat;
}

const phaseOf = (chat: ChatPage, phase: string) =>
  expect(chat.lastAnswer).toHaveAttribute('data-phase', phase);

test('what a key does not allow waits in line: the place is told, Stop leaves, nothing is sent', async ({
  context,
}) => {
  // Three pages and a look at every rule take a busy machine long.
  test.slow();
  await openPair(async (upstream, app) => {
    const tabs: ChatPage[] = [];
    for (let index = 0; index < 3; index += 1) {
      tabs.push(await openChat(await context.newPage(), app));
    }
    const [first, second, third] = tabs as [ChatPage, ChatPage, ChatPage];
    await first.ask('One');
    await first.ask('Two');
    await second.start('Three');
    await phaseOf(second, 'queued');
    await third.start('Four');
    await expect(second.lastAnswer).toContainText(/1st in line, about .*\d+ s/);
    await expect(third.lastAnswer).toContainText(/2nd in line, about .*\d+ s/);
    await expect(third.page.getByText('Your question waits in line.')).toBeAttached();
    await checkScreen(third.page, 'in line');

    // A page that is loaded anew is told too.
    await second.page.reload();
    await expect(second.lastAnswer).toContainText('1st in line');
    await second.stop.click();
    await second.expectStatus('stopped');
    await expect(third.lastAnswer).toContainText('1st in line');
    await third.stop.click();
    await third.expectStatus('stopped');
    expect(chatRequests(upstream)).toHaveLength(LIMIT);
  });
});

test('a server that takes no more: a countdown, and Try again waits in line by itself', async ({
  page,
}) => {
  await openPair(async (upstream, app) => {
    upstream.use('rate-limit', 'ok');
    const chat = await openChat(page, app);
    await chat.start('Hello');
    await chat.expectStatus('failed');
    await expect(chat.lastAnswer).toContainText(/takes requests again in \d s/);
    expect(chatRequests(upstream)).toHaveLength(1);
    await chat.button('Try again').click();
    await phaseOf(chat, 'queued');
    await expect(chat.lastAnswer).toContainText('1st in line');
    expect(chatRequests(upstream)).toHaveLength(1);
    await chat.expectStatus('done');
    expect(chatRequests(upstream)).toHaveLength(2);
  });
});

test('a long countdown is not read out, holds back other questions, and is left by Stop', async ({
  page,
}) => {
  await openPair(async (upstream, app) => {
    upstream.use('rate-limit-1h', 'ok');
    const chat = await openChat(page, app);
    await chat.start('Hello');
    await chat.expectStatus('failed');
    await expect(chat.alerts).toContainText('takes no more requests');
    await expect(chat.lastAnswer).toContainText(/takes requests again in .*\d+ s/);
    await expect(chat.alerts).not.toContainText('again in');
    await checkScreen(page, 'countdown');
    await chat.start('Another question');
    await phaseOf(chat, 'queued');
    await chat.stop.click();
    await chat.expectStatus('stopped');
    expect(chatRequests(upstream)).toHaveLength(1);
  });
});
