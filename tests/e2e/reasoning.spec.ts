import { ChatPage } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, PLANTED_KEY, test } from './fixtures';
import { withApp } from './with-app';

const ENVIRONMENT = {
  UPSTREAM_API_KEY: PLANTED_KEY,
  UPSTREAM_DIALECT: 'vllmNew',
  UPSTREAM_MODEL: 'mistralai/Ministral-3-14B-Reasoning-2512',
};

test('thoughts are open while the model thinks, folded and timed once it answers, and stay as they were left', async ({
  page,
}) => {
  const options = { profile: 'vllmNew', tokensPerSecond: 2 } as const;
  await withApp(page, options, ENVIRONMENT, async ({ upstream, app }) => {
    // Ten seconds of writing: nobody looks too late.
    upstream.script('so '.repeat(20));
    const chat = new ChatPage(page);
    await chat.open(app.url);
    await expect(page.getByText('thinks first')).toBeAttached();
    await chat.start('Think about it');
    await expect(chat.lastAnswer).toHaveAttribute('data-phase', 'thinking');
    const thoughts = chat.lastAnswer.locator('details');
    await expect(thoughts).toHaveAttribute('open', '');
    await expect(thoughts.locator('summary')).toContainText('Thinking…');
    await expect(chat.lastAnswer).toHaveAttribute('data-phase', 'writing');
    await expect(thoughts).not.toHaveAttribute('open');
    const label = thoughts.locator('summary');
    await expect(label).toContainText(/^Thought for/);
    await chat.expectStatus('done');
    const words = await label.textContent();
    await label.focus();
    await page.keyboard.press('Enter');
    await expect(thoughts).toHaveAttribute('open', '');
    await checkScreen(page, 'thoughts');
    await page.keyboard.press('Enter');
    await expect(thoughts).not.toHaveAttribute('open');
    // The browser opens it by itself to show what it has found on the page; one press closes it then.
    await thoughts.evaluate((details) => details.setAttribute('open', ''));
    await page.keyboard.press('Enter');
    await expect(thoughts).not.toHaveAttribute('open');
    // The time is the server's own.
    await page.reload();
    await expect(label).toHaveText(words ?? '');
  });
});
