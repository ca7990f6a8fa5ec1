import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { ChatPage } from './chat-page';
import { expect, test } from './fixtures';
import { Sidebar } from './sidebar';

const named = (word: string) => `${word} ${randomUUID()}`;

/** Makes conversations, the last one newest, and leaves them for a new chat. */
async function add(chat: ChatPage, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    await chat.ask(title);
    await chat.button('New chat').click();
    await expect(chat.questions).toHaveCount(0);
  }
}

/** Lets the page believe that another tab is in front of it, or that it is in front again. */
async function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  await page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

test('a conversation is pinned, put into a folder, archived, and comes back', async ({
  chat,
  upstream,
}) => {
  upstream.script('Yes.');
  const sidebar = new Sidebar(chat);
  const [one, two, folder] = [named('Pin one'), named('Pin two'), `Trips ${randomUUID()}`];
  await add(chat, one, two);

  await sidebar.choose(one, 'Pin');
  await expect(sidebar.section('Pinned').getByRole('link', { name: one })).toBeVisible();
  await expect(sidebar.section('Today').getByRole('link', { name: one })).toHaveCount(0);
  await chat.page.reload();
  await expect(sidebar.section('Pinned').getByRole('link', { name: one })).toBeVisible();
  await sidebar.choose(one, 'Unpin');
  await expect(sidebar.section('Today').getByRole('link', { name: one })).toBeVisible();

  await sidebar.moveToNew(one, folder);
  const folderButton = sidebar.section('Folders').getByRole('button', { name: folder });
  await expect(folderButton).toHaveAccessibleName(`${folder} 1 conversation`);
  await folderButton.click();
  await expect(sidebar.links).toHaveCount(1);
  await expect(sidebar.row(one)).toBeVisible();
  const back = chat.conversations.getByRole('button', { name: 'All conversations' });
  await expect(back).toBeFocused();
  await back.click();
  await expect(sidebar.row(two)).toBeVisible();

  await sidebar.choose(one, 'Archive');
  await expect(sidebar.row(one)).toHaveCount(0);
  await expect(folderButton).toHaveCount(0);
  await chat.button('Archive').click();
  await expect(sidebar.row(one)).toBeVisible();
  await sidebar.choose(one, 'Unarchive');
  await expect(sidebar.row(one)).toHaveCount(0);
  await back.click();
  await expect(sidebar.row(one)).toBeVisible();
  await expect(folderButton).toBeVisible();
});

test('several are chosen with a range, archived, and deleted after a question', async ({
  chat,
  upstream,
}) => {
  upstream.script('Yes.');
  const sidebar = new Sidebar(chat);
  const titles = ['a', 'b', 'c', 'd'].map((word) => named(`Bulk ${word}`));
  const [a = '', b = '', c = '', d = ''] = titles;
  await add(chat, ...titles);
  const status = chat.page.getByRole('toolbar').getByRole('status');

  await sidebar.choose(d, 'Select');
  await expect(sidebar.checkbox(d)).toBeChecked();
  await sidebar.checkbox(b).click({ modifiers: ['Shift'] });
  await expect(status).toHaveText('3 selected');
  await sidebar.checkbox(c).click();
  await expect(status).toHaveText('2 selected');
  await sidebar.bulk('Archive').click();
  await expect(sidebar.row(a)).toBeVisible();
  for (const title of [b, d]) await expect(sidebar.row(title)).toHaveCount(0);

  await chat.button('Archive').click();
  await sidebar.choose(b, 'Select');
  await sidebar.checkbox(d).click();
  await sidebar.bulk('Delete').click();
  const dialog = chat.page.getByRole('dialog', { name: 'Delete 2 conversations?' });
  await dialog.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(status).toHaveText('2 selected');
  await sidebar.bulk('Delete').click();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  for (const title of [b, d]) await expect(sidebar.row(title)).toHaveCount(0);
  await chat.page.reload();
  for (const title of [a, c]) await expect(sidebar.row(title)).toBeVisible();
  await chat.button('Archive').click();
  for (const title of [b, d]) await expect(sidebar.row(title)).toHaveCount(0);
});

test('Escape ends the selection', async ({ chat, upstream }) => {
  upstream.script('Yes.');
  const sidebar = new Sidebar(chat);
  const title = named('Escape');
  await add(chat, title);
  await sidebar.choose(title, 'Select');
  await sidebar.checkbox(title).press('Escape');
  await expect(sidebar.row(title)).toBeVisible();
  await expect(chat.page.getByRole('toolbar')).toHaveCount(0);
});

test('an answer that ended elsewhere is marked until it is seen', async ({ chat, upstream }) => {
  const sidebar = new Sidebar(chat);
  const [seen, unseen] = [named('Seen'), named('Unseen')];
  upstream.script('Yes.');
  await add(chat, seen);
  await expect(sidebar.row(seen)).not.toContainText('A new answer');
  const held = Promise.withResolvers<void>();
  upstream.script('word '.repeat(20), held.promise);
  await chat.start(unseen);
  await expect(sidebar.row(unseen)).toContainText('An answer is being written');
  await sidebar.row(seen).click();
  await expect(chat.lastAnswer).toContainText('Yes.');
  held.resolve();
  await expect(sidebar.row(unseen)).toContainText('A new answer');
  await chat.page.reload();
  await expect(sidebar.row(unseen)).toContainText('A new answer');
  await sidebar.row(unseen).click();
  await expect(chat.lastAnswer).toContainText('word');
  await expect(sidebar.row(unseen)).not.toContainText('A new answer');
  await sidebar.row(seen).click();
  await chat.page.reload();
  await expect(sidebar.row(unseen)).toBeVisible();
  await expect(sidebar.row(unseen)).not.toContainText('A new answer');
});

test('the title of a tab behind others says what goes on', async ({ chat, upstream }) => {
  const title = named('Behind');
  upstream.script('word '.repeat(120));
  await chat.start(title);
  await expect(chat.page).toHaveTitle(`${title} · Tenlens`);
  await setVisibility(chat.page, 'hidden');
  await expect(chat.page).toHaveTitle(/^(● |\(\d+\) )Behind/);
  await expect(chat.page).toHaveTitle(/^\(\d+\) Behind/);
  await setVisibility(chat.page, 'visible');
  await expect(chat.page).toHaveTitle(`${title} · Tenlens`);
});

test('a notification comes only when it was asked for, and opens its conversation', async ({
  chat,
  upstream,
}) => {
  const { page } = chat;
  await page.evaluate(() => {
    const shown: object[] = [];
    class FakeNotification {
      static permission = 'default';
      static async requestPermission() {
        FakeNotification.permission = 'granted';
        return 'granted';
      }
      onclick = () => {};
      constructor(title: string, options: object) {
        shown.push(Object.assign(this, { title, options }));
      }
      close() {}
    }
    Object.assign(window, { Notification: FakeNotification, shown });
  });
  const shown = () =>
    page.evaluate(() => Reflect.get(window, 'shown').map(({ title }: { title: string }) => title));
  await chat.button('Settings').click();
  const toggle = page.getByRole('switch', { name: 'Notifications' });
  await expect(toggle).not.toBeChecked();
  await toggle.click();
  await expect(toggle).toBeChecked();
  await page.keyboard.press('Escape');

  const title = named('Told');
  upstream.script('word '.repeat(120));
  await chat.start(title);
  await expect(new Sidebar(chat).row(title)).toContainText('An answer is being written');
  await chat.button('New chat').click();
  await setVisibility(page, 'hidden');
  await expect.poll(shown).toEqual([title]);
  await page.evaluate(() => Reflect.get(window, 'shown')[0].onclick());
  await expect(page).toHaveURL(/\/c\//);
  await setVisibility(page, 'visible');
  await expect(chat.questions).toContainText(title);
});

test('a message is forked to a conversation of its own', async ({ chat, upstream }) => {
  const title = named('Fork');
  upstream.script('The first answer.');
  await chat.attach('tile-01.png');
  await chat.expectReady(1);
  await chat.ask(title);
  upstream.script('The second answer.');
  await chat.ask('And then?');
  const original = chat.page.url();
  await chat.answers.first().getByRole('button', { name: 'Fork to a new conversation' }).click();
  await expect(chat.page).not.toHaveURL(original);
  await expect(chat.answers).toHaveCount(1);
  await expect(chat.lastAnswer).toContainText('The first answer.');
  await expect(chat.questions.getByRole('button', { name: /^Open image 1/ })).toBeVisible();
  await expect(new Sidebar(chat).row(title)).toHaveCount(2);
  upstream.script('Another way.');
  await chat.ask('Or else?');
  await chat.page.goto(original);
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.lastAnswer).toContainText('The second answer.');
});
