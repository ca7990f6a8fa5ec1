import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Route } from '@playwright/test';
import { startApp } from '../support/start-app';
import { startUpstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { chatRequests } from './chat-requests';
import { expect, test } from './fixtures';
import { callOf, ToolsPage } from './tools-page';

const SUM = callOf('calculator', { expression: '3/4 + 1/8' });
const TIME = callOf('current_time', { time_zone: 'Europe/Paris' });

test('a tool that may just run is called, and the model is told its result', async ({
  chat,
  upstream,
}) => {
  const tools = new ToolsPage(chat);
  await tools.switchOn('calculator');
  await chat.ask(`What is it? ${SUM}`);
  const call = tools.calls('calculator');
  await expect(call).toHaveAttribute('data-call', 'done');
  await expect(call).toContainText('"expression": "3/4 + 1/8"');
  await expect(call).toContainText('0.875');
  await expect(chat.lastAnswer).toContainText('The tool answered: 0.875');
  const [first, second] = chatRequests(upstream);
  expect(first?.tools?.map((tool) => tool.function.name)).toEqual(['calculator']);
  expect(second?.messages.slice(-1)).toMatchObject([{ role: 'tool', content: '0.875' }]);
  await chat.page.reload();
  await expect(call).toHaveAttribute('data-call', 'done');
});

test('a tool that is off is not offered', async ({ chat, upstream }) => {
  await chat.ask(SUM);
  await expect(chat.lastAnswer).toContainText('characters of text');
  expect(chatRequests(upstream)[0]).not.toHaveProperty('tools');
});

test('a call that fails says why, and the model goes on', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.switchOn('calculator');
  await chat.ask(callOf('calculator', { expression: '1 +' }));
  await expect(tools.calls('calculator')).toHaveAttribute('data-call', 'failed');
  await expect(tools.calls('calculator')).toContainText('What went wrong');
  await expect(chat.lastAnswer).toContainText('The tool answered: Cannot compute this');
});

test('calls of one step are decided together; a decision can be changed until then', async ({
  chat,
  upstream,
}) => {
  const tools = new ToolsPage(chat);
  await tools.use('ask', 'calculator', 'current_time');
  await chat.start(`${SUM} ${TIME}`);
  await tools.expectWaiting();
  const [sum, time] = [tools.calls('calculator'), tools.calls('current_time')];
  await sum.getByRole('button', { name: 'Don’t allow' }).click();
  await expect(sum).toContainText('Not allowed. The answer goes on when');
  await sum.getByRole('button', { name: 'Change' }).click();
  await sum.getByRole('button', { name: 'Allow once' }).click();
  await tools.expectWaiting();
  expect(chatRequests(upstream)).toHaveLength(1);
  await time.getByRole('button', { name: 'Don’t allow' }).focus();
  await chat.page.keyboard.press('Enter');
  await chat.expectStatus('done');
  // A keyboard goes on where it was, not at the top of the page.
  await expect(chat.log.locator('..')).toBeFocused();
  await expect(sum).toHaveAttribute('data-call', 'done');
  await expect(time).toHaveAttribute('data-call', 'denied');
  const told = chatRequests(upstream)[1]?.messages.slice(-2);
  expect(told?.[0]?.content).toBe('0.875');
  expect(told?.[1]?.content).not.toContain('Europe/Paris');
});

test('what is always allowed runs by itself from then on, everywhere, until it is to ask again', async ({
  chat,
}) => {
  const tools = new ToolsPage(chat);
  await tools.use('ask', 'calculator');
  await chat.start(SUM);
  await tools.expectWaiting();
  await tools.calls('calculator').getByRole('button', { name: 'Always allow' }).click();
  await chat.expectStatus('done');
  await chat.button('New chat').click();
  await expect(chat.questions).toHaveCount(0);
  await tools.switchOn('calculator');
  await chat.ask(SUM);
  await expect(tools.calls('calculator')).toHaveAttribute('data-call', 'done');
  await tools.panel.open();
  await expect(tools.rule('calculator')).toHaveValue('always');
  await tools.rule('calculator').selectOption('conversation');
  await tools.panel.button('Close what it sees').click();
  await chat.ask(SUM);
  await expect(tools.calls('calculator')).toHaveAttribute('data-call', 'done');
  await chat.button('New chat').click();
  await expect(chat.questions).toHaveCount(0);
  await tools.switchOn('calculator');
  await chat.start(SUM);
  await tools.expectWaiting();
});

test('another question ends the waiting', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.use('ask', 'calculator');
  await chat.start(SUM);
  await tools.expectWaiting();
  await chat.start('Never mind. What else?');
  await tools.expectWaiting();
  const waited = chat.answers.first();
  await expect(waited).toHaveAttribute('data-status', 'stopped');
  await expect(waited.getByRole('group', { name: 'Call of calculator' })).toHaveAttribute(
    'data-call',
    'cancelled',
  );
  await expect(waited.getByRole('button', { name: 'Allow once' })).toHaveCount(0);
});

test('decisions whose response was lost are seen to be taken', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.use('ask', 'calculator');
  await chat.start(SUM);
  await tools.expectWaiting();
  const lose = async (route: Route) => {
    await route.fetch();
    await route.abort();
  };
  await chat.page.route('**/api/chat', lose, { times: 1 });
  await tools.calls('calculator').getByRole('button', { name: 'Allow once' }).click();
  await chat.expectStatus('done');
  await expect(tools.calls('calculator')).toHaveAttribute('data-call', 'done');
  await expect(chat.lastAnswer).toContainText('0.875');
  await expect(chat.alerts).toHaveCount(0);
});

test('an answer waits for its decision over a restart', async ({ page }) => {
  const upstream = await startUpstream({ profile: 'llama' });
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-tools-'));
  const env = { DATA_DIR: folder, UPSTREAM_BASE_URL: upstream.url };
  const before = await startApp({ env });
  const chat = new ChatPage(page);
  const tools = new ToolsPage(chat);
  await chat.open(before.url);
  await tools.use('ask', 'calculator');
  await chat.start(SUM);
  await tools.expectWaiting();
  await expect(
    page.getByRole('status').filter({ hasText: 'The answer waits for your decision.' }),
  ).toHaveCount(1);
  const { pathname } = new URL(page.url());
  await before.stop();

  const after = await startApp({ env });
  await chat.open(after.url + pathname);
  await tools.expectWaiting();
  await tools
    .calls('calculator')
    .getByRole('button', { name: 'Allow in this conversation' })
    .click();
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('0.875');
  await chat.ask(SUM);
  await expect(tools.calls('calculator')).toHaveAttribute('data-call', 'done');
  await after.stop();
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a server that takes no tools is asked without, and the panel says so', async ({ page }) => {
  const upstream = await startUpstream({ profile: 'vllmNew', hasTools: false });
  const app = await startApp({ env: { UPSTREAM_BASE_URL: upstream.url } });
  const chat = new ChatPage(page);
  const tools = new ToolsPage(chat);
  await chat.open(app.url);
  await tools.switchOn('calculator');
  await chat.ask(SUM);
  await expect(tools.calls('calculator')).toHaveCount(0);
  await tools.panel.open();
  await expect(tools.section).toContainText('The last answer was made without tools');
  await tools.section.getByRole('link', { name: 'See what it needs' }).click();
  await expect(page).toHaveURL(/\/doctor\?connection=/);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Results' })).toContainText(
    '--enable-auto-tool-choice --tool-call-parser mistral',
  );
  await app.stop();
  await upstream.close();
});
