import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { runMcpServer } from '../support/mcp/run-mcp-server';
import { ChatPage } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { callOf, ToolsPage } from './tools-page';
import { withApp } from './with-app';

/** Tools of other servers are off until a person wants them. */
async function switchOnTalk(chat: ChatPage, isPhone: boolean): Promise<void> {
  if (isPhone) await chat.button('Open the list of conversations').click();
  await chat.button('Settings').click();
  const dialog = chat.page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByText('5 tools').click();
  await dialog.getByRole('switch', { name: 'talk' }).click();
  await expect(dialog.getByRole('switch', { name: 'talk' })).toBeChecked();
  await chat.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

/** A question whose call runs, at an MCP server that answers it when it is told to. */
async function withRunningCall(
  page: Page,
  isPhone: boolean,
  use: (chat: ChatPage, tools: ToolsPage, answer: () => void) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-running-'));
  const server = await runMcpServer();
  const held = Promise.withResolvers<void>();
  server.words.talksAfter = held.promise;
  const file = join(folder, 'servers.json');
  writeFileSync(file, JSON.stringify([{ name: 'sums', url: server.url }]));
  try {
    await withApp(page, {}, { MCP_SERVERS_FILE: file }, async ({ app }) => {
      const chat = new ChatPage(page);
      await chat.open(app.url);
      await switchOnTalk(chat, isPhone);
      const tools = new ToolsPage(chat);
      await tools.use('always', 'sums_talk');
      await chat.start(`Talk. ${callOf('sums_talk', {})}`);
      await expect(tools.calls('sums_talk')).toHaveAttribute('data-call', 'running');
      await use(chat, tools, held.resolve);
    });
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** A call while its tool is at work, for one kind of device. */
export function testRunningCalls({ isPhone }: { isPhone: boolean }): void {
  const device = isPhone ? 'phone' : 'desktop';

  test('a call that takes its time is shown as running, also after a reload, and then done', async ({
    page,
  }) => {
    await withRunningCall(page, isPhone, async (chat, tools, answer) => {
      const call = tools.calls('sums_talk');
      await expect(chat.stop).toBeVisible();
      await checkScreen(page, `${device}, a call runs`);
      await page.reload();
      await expect(call).toHaveAttribute('data-call', 'running');
      answer();
      await chat.expectStatus('done');
      await expect(call).toHaveAttribute('data-call', 'done');
      await expect(chat.lastAnswer).toContainText('The tool answered: done');
    });
  });

  test('Stop ends a call that runs, and says so', async ({ page }) => {
    await withRunningCall(page, isPhone, async (chat, tools) => {
      await chat.stop.click();
      await chat.expectStatus('stopped');
      await expect(tools.calls('sums_talk')).toHaveAttribute('data-call', 'cancelled');
    });
  });
}
