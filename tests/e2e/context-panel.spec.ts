import * as z from 'zod';
import type { ChatPage } from './chat-page';
import { chatRequests, imageCounts, sentPictures } from './chat-requests';
import { expect, test } from './fixtures';
import { openPanel, PanelPage } from './panel-page';
import { tile, tileNames, tiles } from './tiles';

/** Asks two questions with eleven pictures in all: one more than fit a prompt. */
async function askWithEleven(chat: ChatPage): Promise<void> {
  await chat.attach(...tiles(10));
  await chat.expectReady(10);
  await chat.ask('Ten of them.');
  await chat.attach(tile(11));
  await chat.expectReady(1);
  await chat.ask('And one more.');
}

const leftOut = (panel: PanelPage) =>
  panel.images
    .filter({ hasText: 'Left out' })
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label')));

test('eleven pictures in history: the panel says which one is left out, and who is pinned or excluded decides', async ({
  chat,
  upstream,
}) => {
  const panel = await openPanel(chat, upstream);
  await askWithEleven(chat);
  await expect(panel.images).toHaveCount(11);
  await expect(panel.part('Pictures')).toContainText('10 of 10');
  await expect(panel.image(`Image 1: ${tile(1)}`)).toContainText('Left out: only 10 pictures fit');
  await expect(panel.image(`Image 1: ${tile(11)}`)).toContainText('Question 2');
  expect(await leftOut(panel)).toEqual([`Image 1: ${tile(1)}`]);

  const pin = chat.button(`Pin image 1: ${tile(1)}`);
  await panel.change(() => pin.click());
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => leftOut(panel)).toEqual([`Image 2: ${tile(2)}`]);
  await chat.ask('Which do you see now?');
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([9, 1]);
  const sent = await tileNames(await sentPictures(upstream));
  expect(sent).toContain(tile(1));
  expect(sent).not.toContain(tile(2));

  const exclude = chat.button(`Exclude image 5: ${tile(5)}`);
  await panel.change(() => exclude.click());
  await expect(panel.image(`Image 5: ${tile(5)}`)).toContainText('excluded by you');
  await expect.poll(() => leftOut(panel)).toEqual([`Image 5: ${tile(5)}`]);
  await chat.ask('And now?');
  const rest = await tileNames(await sentPictures(upstream));
  expect(rest).toHaveLength(10);
  expect(rest).toContain(tile(2));
  expect(rest).not.toContain(tile(5));

  // What was chosen is the conversation's, not the page's.
  await chat.page.reload();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await expect(exclude).toHaveAttribute('aria-pressed', 'true');
});

test('less detail costs less and sends less', async ({ chat, upstream }) => {
  const panel = await openPanel(chat, upstream);
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  // Known before anything is sent.
  await expect(panel.images).toContainText('2,352 tokens');
  await chat.ask('What is it?');
  const [full] = await sentPictures(upstream);
  await expect.poll(() => panel.tokensOf('Pictures')).toBe(2352);
  await panel.change(() =>
    chat.page.getByLabel('Detail of image 1: photo.jpg').selectOption('Low detail'),
  );
  await expect(panel.images).not.toContainText('2,352 tokens');
  await expect.poll(() => panel.tokensOf('Pictures')).toBeLessThan(300);
  await chat.ask('Again?');
  const [low] = await sentPictures(upstream);
  expect(low?.width).toBe(504);
  expect(low?.base64Characters).toBeLessThan((full?.base64Characters ?? 0) / 2);
});

const bodySchema = z.looseObject({ messages: z.array(z.unknown()) });

test('the request that is shown is the one that is sent, but for the bytes of pictures', async ({
  chat,
  upstream,
}) => {
  const panel = await openPanel(chat, upstream);
  await expect(panel.part('Request')).toContainText('once the first question is sent');
  await expect(panel.part('System prompt').getByRole('region')).toContainText(/Today is \d{4}-/);
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  await chat.ask('What is it?');
  await chat.attach(tile(1));
  await chat.expectReady(1);
  await chat.textbox.fill('And "this"?');
  await chat.button('Show request').click();
  const text = panel.part('Body of the next request');
  await expect(text).toContainText('And \\"this\\"?');
  await expect(text).toContainText('data:image/png;base64,…');
  const shown = bodySchema.parse(JSON.parse(await text.innerText()));
  await chat.ask('And "this"?');
  const sent = JSON.stringify(chatRequests(upstream).at(-1));
  const abbreviate = (json: string): unknown =>
    JSON.parse(json.replaceAll(/;base64,[^"]*/g, ';base64,'));
  expect(abbreviate(JSON.stringify(shown))).toEqual(abbreviate(sent));
});

test('it opens and closes by keyboard, keeps the focus in hand, and is remembered', async ({
  chat,
}) => {
  const { page } = chat;
  const panel = new PanelPage(chat);
  await panel.toggle.focus();
  await expect(panel.toggle).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  const heading = panel.panel.getByRole('heading', { name: 'What the model sees' });
  await expect(heading).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel.panel).toBeHidden();
  await expect(panel.toggle).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(panel.panel).toBeVisible();
  await page.reload();
  await expect(panel.panel).toBeVisible();
  await expect(heading).not.toBeFocused();

  // Where there is no room for a third column it comes over the page, and only when it is asked for.
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(panel.panel).toBeHidden();
  await panel.toggle.click();
  await expect(page.getByRole('dialog', { name: 'What the model sees' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel.toggle).toBeFocused();
});

test('a choice that somebody else was faster with is taken back, and said', async ({
  chat,
  upstream,
}) => {
  const panel = await openPanel(chat, upstream);
  await chat.attach(tile(1));
  await chat.expectReady(1);
  await chat.ask('What is it?');
  const pin = chat.button(`Pin image 1: ${tile(1)}`);
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
  const { pathname } = new URL(chat.page.url());
  const path = `/api/conversations/${pathname.split('/').at(-1)}`;
  const { request } = chat.page.context();
  const tree = z
    .object({ conversation: z.object({ version: z.number(), settings: z.looseObject({}) }) })
    .parse(await (await request.get(path)).json());
  const { version, settings } = tree.conversation;
  const change = async (data: object) =>
    expect((await request.patch(path, { data })).status()).toBe(200);
  // Another title stands in no choice's way.
  await change({ title: 'Elsewhere', version });
  const saved = async (act: () => Promise<void>) => {
    const answer = chat.page.waitForResponse(
      (response) => response.request().method() === 'PATCH' && response.ok(),
    );
    await act();
    await answer;
  };
  await saved(() => pin.click());
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await saved(() => pin.click());
  // Nor is the panel told of what follows: a preview brings the newest settings along.
  await chat.page.route('**/prompt?*', () => {});
  await change({ settings: { ...settings, contextStrategy: 'stop' }, version: version + 3 });
  await pin.click();
  await expect(chat.alerts).toContainText('changed elsewhere');
  await expect(pin).toHaveAttribute('aria-pressed', 'false');
  await chat.page.unroute('**/prompt?*');
  await panel.change(() => pin.click());
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
});

test('says when it cannot be worked out, and tries again', async ({ chat, upstream }) => {
  upstream.script('Seen.');
  const panel = new PanelPage(chat);
  await chat.ask('What is it?');
  await chat.page.route('**/prompt?*', (route) => route.abort());
  await panel.toggle.click();
  await expect(panel.panel.getByRole('alert')).toBeVisible();
  await chat.page.unroute('**/prompt?*');
  await panel.panel.getByRole('button', { name: 'Load again' }).click();
  await expect(panel.part('Context')).toBeVisible();
  await expect(panel.panel.getByRole('alert')).toBeHidden();
});
