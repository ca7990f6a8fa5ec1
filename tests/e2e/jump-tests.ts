import { randomUUID } from 'node:crypto';
import type { ChatPage } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';

const searchBox = ({ page }: ChatPage) =>
  page.getByRole('searchbox', { name: 'Search conversations', exact: true });

const results = ({ page }: ChatPage) => page.getByRole('list', { name: 'Found' });

/** The message that has the focus. */
const focusedRow = ({ page }: ChatPage) => page.locator('[data-row]:focus');

/** A word that only this test uses: the app of a worker keeps the conversations of all its tests. */
const newWord = () => `w${randomUUID().replaceAll('-', '')}`;

/** Opening what a search found, for one kind of device. */
export function testJumps({ isPhone }: { isPhone: boolean }): void {
  const openSidebar = async (chat: ChatPage) => {
    if (isPhone) await chat.button('Open the list of conversations').click();
    await expect(searchBox(chat)).toBeVisible();
  };

  test('a message of an old branch is found, shown, and marked', async ({ chat, upstream }) => {
    const word = newWord();
    upstream.script(`The ${word} of the first branch.`);
    await chat.ask(`A question ${word}`);
    const address = chat.page.url();
    upstream.script('Nothing of the kind.');
    await chat.lastAnswer.getByRole('button', { name: 'Regenerate' }).click();
    await expect(chat.lastAnswer).toContainText('Nothing of the kind.');
    await chat.expectStatus('done');
    await chat.page.goto('/');
    await expect(chat.questions).toHaveCount(0);

    await openSidebar(chat);
    await searchBox(chat).fill(word.toUpperCase());
    const hits = results(chat).getByRole('link');
    await expect(hits).toHaveCount(2);
    // In the title, which is the question, and in the answer.
    await expect(hits.first().locator('mark')).toHaveText([word, word]);
    await checkScreen(chat.page, 'search results');

    await hits.first().click();
    await expect(chat.page).toHaveURL(address);
    await expect(chat.lastAnswer).toContainText(`The ${word} of the first branch.`);
    await expect(focusedRow(chat)).toContainText(`The ${word} of the first branch.`);
    await expect(chat.lastAnswer).toBeInViewport();
    if (isPhone) await expect(chat.page.getByRole('dialog')).toHaveCount(0);

    // The same conversation, now open, on its other branch.
    await chat.lastAnswer.getByRole('button', { name: 'Next version' }).click();
    await expect(chat.lastAnswer).toContainText('Nothing of the kind.');
    await openSidebar(chat);
    await searchBox(chat).fill(word);
    await hits.first().click();
    await expect(chat.lastAnswer).toContainText(`The ${word} of the first branch.`);
  });

  test('a message far up in a long conversation, and one by its address', async ({
    chat,
    upstream,
  }) => {
    const { page } = chat;
    const word = newWord();
    upstream.script(`${'A long answer about nothing.\n\n'.repeat(60)}End of it.`);
    await chat.ask(`The ${word} at the beginning`);
    await chat.ask('Go on');
    const address = page.url();
    await expect(chat.questions.first()).not.toBeInViewport();
    await openSidebar(chat);
    await searchBox(chat).fill(word);
    const hit = results(chat).getByRole('link').filter({ hasText: 'Question' });
    const link = await hit.getAttribute('href');
    await hit.click();
    await expect(chat.questions.first()).toBeInViewport();
    await expect(focusedRow(chat)).toContainText(`The ${word} at the beginning`);

    await page.goto('/');
    await expect(chat.questions).toHaveCount(0);
    await page.goto(link ?? '');
    await expect(chat.questions.first()).toBeInViewport();
    await expect(page).toHaveURL(address);
  });

  test('nothing found and a failure say so; Escape clears and closes nothing else', async ({
    chat,
  }) => {
    const { page } = chat;
    await openSidebar(chat);
    await searchBox(chat).fill(newWord());
    const nothing = chat.conversations.getByText(/^Nothing found. Try/);
    await expect(nothing).toBeVisible();
    await checkScreen(page, 'nothing found');
    await page.route('**/api/conversations/search**', (route) => route.abort());
    await searchBox(chat).fill(newWord());
    await expect(chat.conversations.getByRole('alert')).toContainText('cannot be reached');
    await page.unroute('**/api/conversations/search**');
    await chat.button('Search again').click();
    await expect(nothing).toBeVisible();
    await searchBox(chat).press('Escape');
    await expect(searchBox(chat)).toHaveValue('');
    await expect(searchBox(chat)).toBeVisible();
  });
}
