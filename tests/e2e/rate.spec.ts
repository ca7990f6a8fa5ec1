import type { Page } from '@playwright/test';
import type { RunningApp } from '../support/start-app';
import type { Upstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { chatRequests, chatRequestTimes } from './chat-requests';
import { checkScreen } from './check-screen';
import { expect, PLANTED_KEY, test } from './fixtures';
import { withApp } from './with-app';

const LIMIT = 2;
/** How long nothing is asked of a server that took no more and named no time; two clocks differ a little. */
const FIRST_WAIT_MS = 5_000 - 100;
/** So long that no machine is too slow to look while it lasts. */
const LONG_LIMIT = 'rate-limit-1h';

type Use = (upstream: Upstream, app: RunningApp) => Promise<void>;

/** An app whose key allows two requests a minute, and a server that holds it to that. */
const withLimit = (page: Page, use: Use) =>
  withApp(
    page,
    { profile: 'nvidia', requestsPerMinute: LIMIT },
    {
      UPSTREAM_API_KEY: PLANTED_KEY,
      UPSTREAM_DIALECT: 'nvidia',
      UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
      UPSTREAM_REQUESTS_PER_MINUTE: String(LIMIT),
    },
    ({ upstream, app }) => use(upstream, app),
  );

async function openChat(page: Page, app: RunningApp): Promise<ChatPage> {
  const chat = new ChatPage(page);
  await chat.open(app.url);
  return chat;
}

const phaseOf = (chat: ChatPage, phase: string) =>
  expect(chat.lastAnswer).toHaveAttribute('data-phase', phase);

test('who has to wait stands in line: the place is told, Stop leaves, nothing is sent', async ({
  page,
}) => {
  // Three pages and a look at every rule take a busy machine long.
  test.slow();
  await withLimit(page, async (upstream, app) => {
    upstream.use(LONG_LIMIT, 'ok');
    const first = await openChat(page, app);
    const second = await openChat(await page.context().newPage(), app);
    const third = await openChat(await page.context().newPage(), app);
    await first.start('One');
    await first.expectStatus('failed');
    await second.start('Two');
    await phaseOf(second, 'queued');
    await third.start('Three');
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
    expect(chatRequests(upstream)).toHaveLength(1);
  });
});

test('a server that takes no more for a moment: Try again waits until it does', async ({
  page,
}) => {
  await withLimit(page, async (upstream, app) => {
    upstream.use('rate-limit', 'ok');
    const chat = await openChat(page, app);
    await chat.start('Hello');
    await chat.expectStatus('failed');
    expect(chatRequests(upstream)).toHaveLength(1);
    await chat.button('Try again').click();
    await chat.expectStatus('done');
    const [refused, answered] = chatRequestTimes(upstream);
    expect(chatRequests(upstream)).toHaveLength(2);
    expect(Number(answered) - Number(refused)).toBeGreaterThan(FIRST_WAIT_MS);
  });
});

test('a long countdown is not read out, holds back other questions, and is left by Stop', async ({
  page,
}) => {
  await withLimit(page, async (upstream, app) => {
    upstream.use(LONG_LIMIT, 'ok');
    const chat = await openChat(page, app);
    await chat.start('Hello');
    await chat.expectStatus('failed');
    await expect(chat.alerts).toContainText('takes no more requests');
    await expect(chat.lastAnswer).toContainText(/takes requests again in .*\d+ s/);
    await expect(chat.alerts).not.toContainText('again in');
    await checkScreen(page, 'countdown');
    await chat.button('Try again').click();
    await phaseOf(chat, 'queued');
    await expect(chat.lastAnswer).toContainText('1st in line');
    await chat.stop.click();
    await chat.expectStatus('stopped');
    await chat.start('Another question');
    await phaseOf(chat, 'queued');
    await chat.stop.click();
    await chat.expectStatus('stopped');
    expect(chatRequests(upstream)).toHaveLength(1);
  });
});
