import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { startApp } from '../support/start-app';
import { startUpstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, PLANTED_KEY, test } from './fixtures';

const usageTable = (page: Page) => page.getByRole('table', { name: 'Usage per day and model' });

/** The numbers of an answer, and those of days where there are some, on whatever device. */
export function testNumberScreens(): void {
  test('all numbers of an answer, on demand, and how each is known', async ({ chat, upstream }) => {
    const { page } = chat;
    upstream.script('Some words that are counted.');
    await chat.attach('tile-01.png');
    await chat.expectReady(1);
    await chat.ask('What is this?');
    const button = chat.lastAnswer.getByRole('button', { name: /^Numbers: / });
    await expect(button).toHaveAttribute('aria-expanded', 'false');
    await expect(button).toContainText('to first token');
    await button.click();
    await expect(button).toHaveAttribute('aria-expanded', 'true');
    const numbers = chat.lastAnswer.locator('dl');
    for (const words of [
      /First token after\d.*measured/,
      /Speed[\d.,]+ tokens\/s.*measured/,
      /Prompt[\d,]+ tokens.*measured/,
      /Written\d+ tokens.*measured/,
      /Pictures1.*measured/,
      /Requests1.*measured/,
      /EndedThe model was done/,
    ]) {
      await expect(numbers).toHaveText(words);
    }
    await expect(numbers).not.toContainText('≈');
    await checkScreen(page, 'numbers');
    await page.reload();
    await expect(chat.lastAnswer.getByRole('button', { name: /^Numbers: / })).toBeVisible();
  });

  test('what answers have used, per day and model, also as a file', async ({ page }) => {
    const server = await startUpstream({ profile: 'nvidia' });
    const app = await startApp({
      env: {
        UPSTREAM_BASE_URL: server.url,
        UPSTREAM_API_KEY: PLANTED_KEY,
        UPSTREAM_DIALECT: 'nvidia',
      },
    });
    await page.goto(`${app.url}/usage`);
    await expect(page.getByText('Nothing was used in this time')).toBeVisible();
    await checkScreen(page, 'usage, empty');
    server.script('Some words.');
    const chat = new ChatPage(page);
    await chat.open(app.url);
    await chat.ask('One');
    await chat.ask('Two');
    await page.goto(`${app.url}/usage`);
    const rows = usageTable(page).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('All together');
    await expect(rows.nth(2).getByRole('cell').first()).toHaveText('2');
    await checkScreen(page, 'usage');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as CSV' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('tenlens-usage.csv');
    const [names, row] = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(names).toContain('day,modelId,answers');
    expect(row).toMatch(/^\d{4}-\d\d-\d\d,upstream\/.*,2,2,0,\d+,/);
    await page.route('**/api/usage?*', (route) => route.abort());
    await page.getByLabel('Time').selectOption('Last week');
    await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
    await page.unroute('**/api/usage?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(usageTable(page)).toBeVisible();
    await app.stop();
    await server.close();
  });
}

/** What no device changes. */
export function testNumbers(): void {
  test('of an answer that was stopped they are estimated, and say so', async ({
    chat,
    upstream,
  }) => {
    upstream.script('The first words of an answer.');
    upstream.use('stall');
    await chat.start('What is this?');
    await expect(chat.lastAnswer).toContainText('The first');
    await chat.stop.click();
    await chat.expectStatus('stopped');
    await chat.lastAnswer.getByRole('button', { name: /^Numbers/ }).click();
    const numbers = chat.lastAnswer.locator('dl');
    await expect(numbers).toHaveText(/Prompt≈ [\d,]+ tokens.*estimated here/);
    await expect(numbers).toHaveText(/Written≈ \d+ tokens.*estimated here/);
    await expect(numbers).toContainText('You stopped it');
  });

  test('the settings lead to the usage, and it leads back', async ({ chat }) => {
    const { page } = chat;
    await chat.button('Settings').click();
    await page.getByRole('link', { name: 'Show the usage' }).click();
    await expect(page.getByRole('heading', { name: 'Usage', level: 1 })).toBeVisible();
    await page.getByRole('link', { name: 'Back to the chat' }).click();
    await expect(chat.textbox).toBeVisible();
  });
}
