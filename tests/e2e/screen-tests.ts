import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ChatPage, picture } from './chat-page';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { openPanel } from './panel-page';
import { RICH_ANSWER } from './rich-answer';
import { withOwnApp } from './with-app';

const TEN = Array.from(
  { length: 10 },
  (_, index) => `tile-${String(index + 1).padStart(2, '0')}.png`,
);

const IMPORT = fileURLToPath(new URL('../fixtures/imports/chatgpt.json', import.meta.url));

/** Opens the sidebar where it is a drawer. */
async function openSidebar(chat: ChatPage, isPhone: boolean): Promise<void> {
  if (!isPhone) return;
  await chat.button('Open the list of conversations').click();
  await expect(chat.page.getByRole('dialog', { name: 'Conversations' })).toBeVisible();
}

/** Every screen of the app in light and dark, for one kind of device. */
export function testScreens({ isPhone }: { isPhone: boolean }): void {
  test('an empty chat, pictures in the tray, and their lightbox', async ({ chat }) => {
    const { page } = chat;
    await checkScreen(page, 'empty');
    await chat.attach(...TEN, 'page.png');
    await chat.expectReady(10);
    await expect(chat.alerts).toContainText('page.png');
    await chat.textbox.fill('What do these ten show?');
    await checkScreen(page, 'ten pictures and a refusal');
    await chat.button('Open image 2').click();
    await expect(chat.lightbox.getByRole('img')).toBeVisible();
    await checkScreen(page, 'lightbox');
    await page.keyboard.press('Escape');
    await page.route('**/api/attachments', (route) => route.abort());
    await chat.button('Dismiss').click();
    await chat.button('Remove image 10').click();
    await chat.attach('tile-11.png');
    await expect(chat.tray.getByRole('button', { name: 'Try again' })).toBeVisible();
    await checkScreen(page, 'a failed upload');
  });

  test('an answer while it is written, finished, failed, cut and edited', async ({
    chat,
    upstream,
  }) => {
    const { page } = chat;
    upstream.script('The first words of an answer.');
    upstream.use('stall');
    await chat.attach('photo.jpg', 'tile-01.png');
    await chat.expectReady(2);
    await chat.start('What is this?');
    await expect(chat.lastAnswer).toContainText('The first');
    await checkScreen(page, 'streaming');
    await chat.stop.click();
    await chat.expectStatus('stopped');

    upstream.use();
    upstream.script(RICH_ANSWER);
    await chat.ask('Show everything');
    await expect(chat.lastAnswer.locator('.katex').first()).toBeVisible();
    await expect(chat.lastAnswer.locator('pre code span').first()).toBeVisible();
    await checkScreen(page, 'finished');
    await chat.questions.last().getByRole('button', { name: 'Edit' }).click();
    await checkScreen(page, 'edited');
    await chat.log.getByRole('button', { name: 'Cancel' }).click();

    upstream.use('reset');
    await chat.start('Break off');
    await chat.expectStatus('cut');
    upstream.use('401');
    await chat.start('And fail');
    await chat.expectStatus('failed');
    await checkScreen(page, 'failed');
  });

  test('the sidebar and its dialogs, settings, an unknown conversation', async ({
    chat,
    upstream,
  }) => {
    const { page } = chat;
    upstream.script('Yes.');
    await chat.ask(
      `A very long title that does not fit into the sidebar ${'unbreakable'.repeat(9)}`,
    );
    await openSidebar(chat, isPhone);
    await checkScreen(page, 'sidebar');
    const link = chat.conversations.getByRole('link').first();
    await link.hover();
    await chat.conversations
      .getByRole('button', { name: /^Options for A very long/ })
      .first()
      .click();
    await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
    await checkScreen(page, 'menu of a conversation');
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await expect(page.getByRole('dialog', { name: 'Rename the conversation' })).toBeVisible();
    await checkScreen(page, 'rename');
    await page.keyboard.press('Escape');
    await chat.conversations
      .getByRole('button', { name: /^Options for A very long/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete this conversation?' })).toBeVisible();
    await checkScreen(page, 'delete');
    await page.keyboard.press('Escape');
    await chat.conversations
      .getByRole('button', { name: /^Options for A very long/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Move to folder' }).click();
    const move = page.getByRole('dialog', { name: 'Move to a folder' });
    await move
      .getByRole('textbox', { name: 'New folder' })
      .fill('Ein sehr langer Ordnername '.repeat(2));
    await checkScreen(page, 'move');
    await move.getByRole('button', { name: 'Move', exact: true }).click();
    const folder = chat.conversations.getByRole('button', { name: /^Ein sehr/ }).first();
    await expect(folder).toBeVisible();
    await checkScreen(page, 'folders');
    await folder.click();
    await checkScreen(page, 'folder');
    await chat.button('All conversations').click();

    await chat.button('Settings').click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'System prompt' })).toBeEnabled();
    await checkScreen(page, 'settings');
    const chooser = page.waitForEvent('filechooser');
    await chat.button('Choose a file').click();
    await (await chooser).setFiles(IMPORT);
    await expect(page.getByText('An export of ChatGPT')).toBeVisible();
    await page.getByText('2 conversations are left out').click();
    await page.getByText('A text stands in for').click();
    await checkScreen(page, 'what an import would do');
    await page.goto('/c/nonsense');
    await expect(chat.alerts).toContainText('This conversation is not here');
    await checkScreen(page, 'unknown conversation');
    await page.goto('/no-such-page');
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
    await checkScreen(page, 'no such page');
  });

  test('what the model sees: of nothing, of a draft, of eleven pictures, and not at all', async ({
    chat,
    upstream,
  }) => {
    const { page } = chat;
    const panel = await openPanel(chat, upstream);
    // On a phone it is over the composer.
    const around = async (act: () => Promise<unknown>) => {
      if (isPhone) await page.keyboard.press('Escape');
      await act();
      if (isPhone) await panel.toggle.click();
    };
    await checkScreen(page, 'panel of an empty chat');
    await around(async () => {
      await chat.attach(...TEN);
      await chat.expectReady(10);
    });
    await expect(panel.images).toHaveCount(10);
    await checkScreen(page, 'panel of a draft');
    await around(async () => {
      await chat.ask('Ten.');
      await chat.attach({
        name: `${'unbreakable'.repeat(9)}.png`,
        mimeType: 'image/png',
        buffer: readFileSync(picture('tile-11.png')),
      });
      await chat.expectReady(1);
      await chat.ask('Eleven.');
    });
    await expect(panel.images).toHaveCount(11);
    await expect(panel.images.first()).toContainText('Left out');
    await panel.button('Show request').click();
    await expect(panel.part('Body of the next request')).toBeVisible();
    await checkScreen(page, 'panel of eleven pictures, with the request');
    await page.route('**/prompt?*', (route) => route.abort());
    await page.reload();
    if (isPhone) await panel.toggle.click();
    await expect(panel.panel.getByRole('alert')).toBeVisible();
    await checkScreen(page, 'panel that cannot be filled');
  });

  test('the demo', async ({ demoChat }) => {
    await checkScreen(demoChat.page, 'demo');
  });

  test('sign-in and set-up', async ({ page }) => {
    const env = { AUTH_MODE: 'password', ACCESS_PASSWORD: 'correct horse battery' };
    await withOwnApp(page, { env }, async (locked) => {
      await page.goto(locked.url);
      await page.getByLabel('Password').fill('wrong');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(new ChatPage(page).alerts).toContainText('The password is not right');
      await checkScreen(page, 'sign-in');
    });
    await withOwnApp(page, { env: { VERCEL: '1' }, sign: '/livez' }, async (unfinished) => {
      const answer = await page.goto(unfinished.url);
      expect(answer?.status()).toBe(503);
      await expect(page.getByRole('heading')).toHaveText('One step is missing');
      await checkScreen(page, 'set-up');
    });
  });
}
