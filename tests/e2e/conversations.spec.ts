import { randomUUID } from 'node:crypto';
import { ChatPage } from './chat-page';
import { expect, test } from './fixtures';

const row = (chat: ChatPage, title: string) =>
  chat.conversations.getByRole('link', { name: title, exact: true });

const titles = (chat: ChatPage) => chat.conversations.getByRole('link').allTextContents();

/** Opens the menu of a conversation and chooses from it. */
async function choose(chat: ChatPage, title: string, item: string): Promise<void> {
  await row(chat, title).hover();
  await chat.button(`Options for ${title}`).click();
  await chat.page.getByRole('menuitem', { name: item }).click();
}

test('conversations are listed newest first, renamed and deleted', async ({ chat, upstream }) => {
  upstream.script('Answered.');
  const [one, two, three] = ['one', 'two', 'three'].map((word) => `List ${word} ${randomUUID()}`);
  for (const title of [one, two, three]) {
    await chat.ask(`${title}\nand a second line`);
    await expect(row(chat, title ?? '')).toHaveAttribute('aria-current', 'page');
    await chat.button('New chat').click();
    await expect(chat.questions).toHaveCount(0);
  }
  expect((await titles(chat)).slice(0, 3)).toEqual([three, two, one]);

  await row(chat, one ?? '').click();
  await expect(chat.answers).toHaveCount(1);
  await chat.ask('Go on');
  await expect.poll(async () => (await titles(chat)).slice(0, 3)).toEqual([one, three, two]);

  const renamed = `Renamed ${randomUUID()}`;
  await choose(chat, one ?? '', 'Rename');
  const dialog = chat.page.getByRole('dialog', { name: 'Rename the conversation' });
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue(one ?? '');
  await dialog.getByRole('textbox', { name: 'Title' }).fill(renamed);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row(chat, renamed)).toBeVisible();
  await expect(chat.page.getByRole('heading', { level: 1, name: renamed })).toBeVisible();
  await expect(chat.page).toHaveTitle(`${renamed} · Tenlens`);

  await choose(chat, two ?? '', 'Delete');
  const confirm = chat.page.getByRole('dialog', { name: 'Delete this conversation?' });
  await expect(confirm).toContainText(two ?? '');
  await confirm.getByRole('button', { name: 'Cancel' }).last().click();
  await expect(row(chat, two ?? '')).toBeVisible();
  await choose(chat, two ?? '', 'Delete');
  await confirm.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(row(chat, two ?? '')).toHaveCount(0);
  await expect(chat.questions).toHaveCount(2);

  const address = chat.page.url();
  await choose(chat, renamed, 'Delete');
  await confirm.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(chat.page).toHaveURL(/\/$/);
  await expect(chat.questions).toHaveCount(0);
  await chat.page.goto(address);
  await expect(chat.alerts).toContainText('This conversation is not here');
});

test('the page of a conversation asks for it before its scripts are here, and once', async ({
  chat,
  upstream,
}) => {
  const { page } = chat;
  upstream.script('Kept.');
  await chat.ask(`Early ${randomUUID()}`);
  const path = `/api/conversations/${page.url().split('/').at(-1)}`;
  const html = await (await page.request.get(page.url())).text();
  expect(html).toMatch(new RegExp(`<link rel="preload" href="${path}" as="fetch"`));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.reload();
  await expect(chat.lastAnswer).toContainText('Kept.');
  expect(asked.filter((each) => each === path)).toHaveLength(1);
});

test('back and forward move between conversations, a new chat keeps nothing of the old', async ({
  chat,
  upstream,
}) => {
  const { page } = chat;
  upstream.script('The first answer.');
  await chat.ask(`First ${randomUUID()}`);
  const first = page.url();
  await chat.textbox.fill('unsent words');
  await chat.attach('tile-01.png');
  await chat.expectReady(1);
  await page.keyboard.press('Control+Shift+O');
  await expect(page).toHaveURL(/\/$/);
  await expect(chat.questions).toHaveCount(0);
  await expect(chat.textbox).toHaveValue('');
  await expect(chat.tiles).toHaveCount(0);
  await expect(page).toHaveTitle('Tenlens');

  upstream.script('The second answer.');
  await chat.ask(`Second ${randomUUID()}`);
  await page.goBack();
  await expect(page).toHaveURL(first);
  await expect(chat.lastAnswer).toContainText('The first answer.');
  // Moving about loses nothing that was typed.
  await expect(chat.textbox).toHaveValue('unsent words');
  await chat.expectReady(1);
  await page.goForward();
  await expect(chat.lastAnswer).toContainText('The second answer.');
  await expect(chat.textbox).toHaveValue('');
});

test('a conversation that is not there says so and offers a new chat', async ({ chat }) => {
  for (const id of [randomUUID(), 'nonsense']) {
    await chat.page.goto(`/c/${id}`);
    await expect(chat.alerts).toContainText('This conversation is not here');
    await chat.textbox.fill('Hello?');
    await expect(chat.send).toBeDisabled();
    await chat.alerts.getByRole('button', { name: 'New chat' }).click();
    await expect(chat.page).toHaveURL(/\/$/);
    await expect(chat.alerts).toHaveCount(0);
  }
});

test('a conversation is followed in a second tab, and sends wait until it is loaded', async ({
  chat,
  upstream,
  context,
}) => {
  upstream.script('word word word word');
  upstream.use('stall');
  await chat.start(`Two tabs ${randomUUID()}`);
  await expect(chat.page).toHaveURL(/\/c\//);
  const second = new ChatPage(await context.newPage());
  const held: (() => void)[] = [];
  await second.page.route('**/api/conversations/*', async (route) => {
    if (held.length === 0) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await second.open(chat.page.url());
  await second.textbox.fill('Too early');
  await expect(second.send).toBeDisabled();
  await expect.poll(() => held.length).toBe(1);
  held[0]?.();
  await expect(second.lastAnswer).toContainText('word word');
  await second.stop.click();
  for (const tab of [chat, second]) {
    await tab.expectStatus('stopped');
    await expect(tab.lastAnswer).toContainText('word word');
    await expect(tab.answers).toHaveCount(1);
  }
  upstream.use();
  upstream.script('Seen in both.');
  await second.ask('From the second');
  await chat.page.reload();
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.lastAnswer).toContainText('Seen in both.');
});
