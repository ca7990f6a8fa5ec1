import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { chatRequests } from './chat-requests';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';

const run = promisify(execFile);

/** The window with the code of the last answer. */
async function openCode(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Get code' }).last().click();
  const dialog = page.getByRole('dialog', { name: 'Code of this request' });
  await expect(dialog.getByRole('figure', { name: 'Code' })).toBeVisible();
  return dialog;
}

/** Saves what a button saves into a folder, under its own name. */
async function save(page: Page, button: Locator, folder: string): Promise<string> {
  const download = page.waitForEvent('download');
  await button.click();
  const file = await download;
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return path;
}

/** A body less what is about streams, which programs do not ask for. */
function inOnePiece(request: unknown): object {
  const { stream: _1, stream_options: _2, ...body } = Object(request);
  return body;
}

/** The code of a turn as it is shown, on whatever device. */
export function testCodeScreens(): void {
  test('the code of a turn in each language, with its picture beside it or in it', async ({
    chat,
    upstream,
  }) => {
    const { page } = chat;
    upstream.script('A receipt.');
    await chat.attach('receipt.jpg');
    await chat.expectReady(1);
    await chat.ask('What is "this", in $?');
    const dialog = await openCode(page);
    const program = dialog.getByRole('figure', { name: 'Code' });
    await expect(program).toContainText('base64 <');
    await expect(program).toContainText('$API_KEY');
    await checkScreen(page, 'code, curl');
    for (const [name, words] of [
      ['Python', 'client.chat.completions.create'],
      ['TypeScript', 'new OpenAI'],
      ['AI SDK', 'createOpenAICompatible'],
    ] as const) {
      await dialog.getByRole('button', { name, exact: true }).click();
      await expect(program).toContainText(words);
      await expect(program).toContainText('receipt.jpg');
    }
    await checkScreen(page, 'code, AI SDK');
    await dialog.getByRole('checkbox', { name: 'Pictures inside the code' }).check();
    await expect(program).toContainText(/\(\d+ characters\)/);
    await expect(program).not.toContainText('readFile');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Get code' }).last()).toBeFocused();
  });
}

/** What the code does, which no device changes. */
export function testCode(): void {
  test('what is saved runs, and sends what was sent here', async ({ chat, upstream }) => {
    const { page } = chat;
    upstream.script('A receipt.');
    await chat.attach('receipt.jpg');
    await chat.expectReady(1);
    await chat.ask('What is "this", in $?');
    const sent = inOnePiece(chatRequests(upstream).at(-1));
    const folder = mkdtempSync(join(tmpdir(), 'tenlens-e2e-code-'));
    const dialog = await openCode(page);
    await save(page, dialog.getByRole('button', { name: 'Save as receipt.jpg' }), folder);
    await save(page, dialog.getByRole('button', { name: 'Save as request.sh' }), folder);
    expect(readFileSync(join(folder, 'request.sh'), 'utf8')).not.toContain('nvapi');
    upstream.requests.clear();
    const env = { ...process.env, API_KEY: 'nvapi-of-a-person' };
    await run('sh', ['request.sh'], { cwd: folder, env });
    expect(chatRequests(upstream)).toEqual([sent]);
    rmSync(folder, { recursive: true });
  });

  test('the demo’s code says what is missing', async ({ demoChat }) => {
    await demoChat.ask('Hello');
    const dialog = await openCode(demoChat.page);
    await expect(dialog).toContainText('has no address');
    await expect(dialog.getByRole('figure', { name: 'Code' })).toContainText('your-model');
    await expect(dialog.getByRole('figure', { name: 'Code' })).toContainText('$OPENAI_BASE_URL');
    await expect(dialog.getByRole('checkbox')).toHaveCount(0);
  });

  test('says when it cannot be written, and tries again', async ({ chat, upstream }) => {
    const { page } = chat;
    upstream.script('Yes.');
    await chat.ask('Hello');
    await page.route('**/code?*', (route) => route.abort());
    await page.getByRole('button', { name: 'Get code' }).click();
    const dialog = page.getByRole('dialog', { name: 'Code of this request' });
    await expect(dialog.getByRole('alert')).toBeVisible();
    await page.unroute('**/code?*');
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog.getByRole('figure', { name: 'Code' })).toBeVisible();
  });
}
