import { expect, test } from './fixtures';

test('a search finds titles, questions and answers, by keyboard too, and opens them', async ({
  chat,
  upstream,
}) => {
  const { page } = chat;
  const box = page.getByRole('searchbox', { name: 'Search conversations' });
  const results = page.getByRole('list', { name: 'Found' });
  upstream.script('The capital is Ouagadougou, of course.');
  await chat.ask('Name a Straße in the capital');
  await chat.button('New chat').first().click();
  upstream.script('Nothing of interest.');
  await chat.ask('Something else');

  await box.fill('ouaga');
  await expect(results.getByRole('link')).toHaveCount(1);
  await expect(results.getByRole('link')).toContainText('Answer');
  await expect(results.locator('mark')).toHaveText('Ouagadougou');
  await box.fill('strasse capital');
  // What was found before stays until the answer to the new words is there.
  await expect(results.locator('mark').first()).toHaveText('Straße');
  await expect(results.getByRole('link')).toHaveCount(1);
  await box.press('ArrowDown');
  await expect(results.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(box).toBeFocused();
  await box.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(chat.lastAnswer).toContainText('Ouagadougou');
  // The message that was found has the focus.
  await expect(page.locator('[data-row]:focus')).toContainText('Name a Straße');

  await box.fill('no such word anywhere');
  await expect(chat.conversations.getByText(/Nothing found/).last()).toBeVisible();
  await box.press('Escape');
  await expect(box).toHaveValue('');
  await expect(chat.conversations.getByRole('link', { name: /Something else/ })).toBeVisible();
});

test('a hit on another branch shows that branch', async ({ chat, upstream }) => {
  const { page } = chat;
  upstream.script('First answer: pomegranate.');
  await chat.ask('Which fruit?');
  upstream.script('Second answer: lychee.');
  await chat.button('Regenerate').click();
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('lychee');
  await page.getByRole('searchbox', { name: 'Search conversations' }).fill('pomegranate');
  await page.getByRole('list', { name: 'Found' }).getByRole('link').first().click();
  await expect(chat.lastAnswer).toContainText('pomegranate');
  await expect(page.locator('[data-row]:focus')).toContainText('pomegranate');
});
