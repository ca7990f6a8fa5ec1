import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { runMcpServer } from '../support/mcp/run-mcp-server';
import { startApp } from '../support/start-app';
import { ChatPage } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { watchPage } from './watch-page';

const folder = mkdtempSync(join(tmpdir(), 'tenlens-mcp-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** An app with a server that answers and one that is away. */
async function open(page: ChatPage['page']) {
  const server = await runMcpServer();
  const file = join(folder, 'servers.json');
  const away = `http://127.0.0.1:${await freePort()}/mcp`;
  writeFileSync(
    file,
    JSON.stringify([
      { name: 'sums', url: server.url },
      { name: 'gone', url: away },
    ]),
  );
  const app = await startApp({ env: { MCP_SERVERS_FILE: file, MCP_ALLOW_SETTINGS: '1' } });
  const problems = watchPage(page, app.url);
  const chat = new ChatPage(page);
  await chat.open(app.url);
  await chat.button('Settings').click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog.getByText('5 tools')).toBeVisible();
  const close = async () => {
    await app.stop();
    await server.stop();
    expect(problems).toEqual([]);
  };
  return { server, dialog, close };
}

test('tools of MCP servers are read, switched on, found changed, and agreed to again', async ({
  page,
}) => {
  const { server, dialog, close } = await open(page);
  await expect(dialog.getByText('“gone” cannot be reached')).toBeVisible();

  await dialog.getByText('5 tools').click();
  await expect(dialog.getByText('[sums] Adds two numbers')).toBeVisible();
  const add = dialog.getByRole('switch', { name: 'add' });
  await expect(add).not.toBeChecked();
  await add.click();
  await expect(add).toBeChecked();

  server.words.description = 'Adds two numbers, and tells them to a friend';
  server.forget();
  await dialog.getByRole('button', { name: 'Ask again' }).click();
  await expect(dialog.getByText('1 has changed')).toBeVisible();
  await expect(dialog.getByText('[sums] Adds two numbers', { exact: true })).toBeVisible();
  await expect(dialog.getByText(/tells them to a friend/)).toBeVisible();
  await checkScreen(page, 'settings with a changed tool');
  await dialog.getByRole('button', { name: 'Agree to the change' }).click();
  await expect(add).toBeChecked();
  await expect(dialog.getByText('1 has changed')).toBeHidden();
  await close();
});

test('a person adds a server and takes it away; what does not fit is said', async ({ page }) => {
  const { dialog, close } = await open(page);
  const name = dialog.getByLabel('Name');
  const address = dialog.getByLabel('Address');
  const add = dialog.getByRole('button', { name: 'Add', exact: true });

  await name.fill('Mine');
  await address.fill('http://example.com/mcp');
  await add.click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(address).toHaveAttribute('aria-invalid', 'true');

  await name.fill('sums');
  await address.fill('https://localhost/mcp');
  await add.click();
  await expect(dialog.getByText('There is an MCP server named “sums” already.')).toBeVisible();

  await name.fill('mine');
  await add.click();
  await expect(dialog.getByText('The address of “mine” is not a public one')).toBeVisible();
  await expect(name).toHaveValue('');
  await dialog.getByRole('button', { name: 'Remove mine' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog.getByRole('heading', { name: 'mine' })).toBeHidden();
  await close();
});
