import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { type ChatPage, picture } from './chat-page';
import { chatRequests, difference, imageCounts, pixelAt, sentPictures } from './chat-requests';
import { expect, test } from './fixtures';
import { tile, tileNames, tiles } from './tiles';

const refusal = (chat: ChatPage, name: string) => chat.alerts.filter({ hasText: `“${name}”` });

test('the eleventh picture is refused by name, and ten and the text stay', async ({ chat }) => {
  await chat.textbox.fill('Which is missing?');
  await chat.attach(...tiles(11));
  await expect(refusal(chat, tile(11))).toContainText('a message can have 10 pictures');
  await chat.expectReady(10);
  expect(await chat.trayNames()).toEqual(tiles(10));
  await expect(chat.page.getByText(/^10 of 10 images/)).toBeVisible();
  await expect(chat.button('Add more')).toBeHidden();
  await expect(chat.textbox).toHaveValue('Which is missing?');

  await chat.button('Dismiss').click();
  await expect(chat.alerts).toHaveCount(0);
  await chat.button('Remove image 3').click();
  await expect(chat.tiles).toHaveCount(9);
  expect((await chat.trayNames())[2]).toBe(tile(4));
  await expect(chat.button('Remove image 3')).toBeFocused();
  await chat.attach(tile(12), tile(11));
  await expect(refusal(chat, tile(11))).toBeVisible();
  expect((await chat.trayNames())[9]).toBe(tile(12));
});

const BROKEN: readonly (readonly [name: string, reason: RegExp])[] = [
  ['truncated.jpg', /damaged or incomplete/],
  ['empty.jpg', /damaged or incomplete/],
  ['corrupt.png', /damaged or incomplete/],
  ['drawing.png', /not a picture that can be used/],
  ['page.png', /not a picture that can be used/],
  ['document.jpg', /not a picture that can be used/],
  ['bomb.png', /too many pixels/],
  ['wide.png', /too narrow/],
];

test('each broken file is refused with its reason, and nine good ones and the text stay', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  await chat.textbox.fill('What is left?');
  await chat.attach(...tiles(9));
  await chat.expectReady(9);
  for (const [name, reason] of BROKEN) {
    await chat.attach(name);
    await expect(chat.alerts.getByRole('listitem').filter({ hasText: `“${name}”` })).toHaveText(
      reason,
    );
    await chat.expectReady(9);
  }
  await expect(chat.alerts.getByRole('listitem')).toHaveCount(BROKEN.length);
  await expect(chat.textbox).toHaveValue('What is left?');
  await chat.button('Dismiss').click();
  await chat.send.click();
  await chat.expectStatus('done');
  expect(await tileNames(await sentPictures(upstream))).toEqual(tiles(9));
});

test('what is sent is upright, opaque, without metadata, within 1540 pixels and NVIDIA’s limit', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  const turned = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `orientation-${number}.jpg`);
  await chat.attach(...turned, 'position.jpg', 'alpha.png');
  await chat.expectReady(10);
  await expect(chat.tray).toContainText('Image 10: transparent parts are white.');
  await chat.ask('Which way is up?');

  const sent = await sentPictures(upstream);
  expect(sent).toHaveLength(10);
  const upright = readFileSync(picture('orientation-1.jpg'));
  for (const { data, ...rest } of sent) {
    expect(rest.metadata.filter((name) => name !== 'icc')).toEqual([]);
    expect(['jpeg', 'png']).toContain(rest.format);
    expect(data.includes('private') || data.includes('taken at home')).toBe(false);
  }
  for (const [index, { data, width, height }] of sent.slice(0, 8).entries()) {
    expect([width, height], turned[index]).toEqual([320, 240]);
    expect(await difference(data, upright), turned[index]).toBeLessThan(4);
  }
  const [transparent] = sent.slice(9);
  const data = transparent?.data ?? Buffer.alloc(0);
  expect(Math.min(...(await pixelAt(data, 1, 1)))).toBeGreaterThanOrEqual(250);
  expect((await sharp(data).metadata()).hasAlpha).toBe(false);
});

test('large pictures are brought to 1540 pixels and below the upstream’s limit', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const noisy = sharp({
    create: { width: 2600, height: 1950, channels: 3, background: '#000', noise },
  });
  const buffer = await noisy.jpeg({ quality: 90 }).toBuffer();
  await chat.attach('photo.jpg', { name: 'grain.jpg', mimeType: 'image/jpeg', buffer });
  await chat.expectReady(2);
  await expect(chat.tiles.first()).toContainText('2,352 tokens');
  await chat.ask('Compare.');
  const sent = await sentPictures(upstream);
  expect(sent).toHaveLength(2);
  for (const { base64Characters } of sent) expect(base64Characters).toBeLessThan(180_000);
  expect(sent[0]).toMatchObject({ width: 1540, height: 1155 });
  expect(
    await difference(sent[0]?.data ?? Buffer.alloc(0), readFileSync(picture('photo.jpg'))),
  ).toBeLessThan(6);
});

test('the order is changed by keyboard and by mouse, and is the order sent', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  await chat.attach(...tiles(4));
  await chat.expectReady(4);
  await chat.button('Open image 1').focus();
  await chat.page.keyboard.press('Alt+ArrowRight');
  expect(await chat.trayNames()).toEqual([tile(2), tile(1), tile(3), tile(4)]);
  await expect(chat.button('Open image 2')).toBeFocused();
  await expect(chat.page.getByText(`${tile(1)} is now image 2 of 4.`)).toBeAttached();
  await chat.page.keyboard.press('Alt+End');
  expect(await chat.trayNames()).toEqual([tile(2), tile(3), tile(4), tile(1)]);

  const [from, to] = await Promise.all([
    chat.tiles.nth(2).boundingBox(),
    chat.tiles.nth(0).boundingBox(),
  ]);
  const { mouse } = chat.page;
  await mouse.move((from?.x ?? 0) + 30, (from?.y ?? 0) + 30);
  await mouse.down();
  await mouse.move((to?.x ?? 0) + 40, (to?.y ?? 0) + 30, { steps: 8 });
  await mouse.up();
  await expect.poll(() => chat.trayNames()).toEqual([tile(4), tile(2), tile(3), tile(1)]);
  await expect(chat.lightbox).toBeHidden();

  await chat.ask('In which order?');
  expect(await tileNames(await sentPictures(upstream))).toEqual([4, 2, 3, 1].map(tile));
});

test('several are pasted at once, and dropped anywhere', async ({ chat, upstream }) => {
  upstream.script('Seen.');
  await chat.textbox.focus();
  const pasted = await chat.fileTransfer(tile(1), tile(2));
  await chat.textbox.evaluate((element, clipboardData) => {
    const init = { clipboardData, bubbles: true, cancelable: true };
    element.dispatchEvent(new ClipboardEvent('paste', init));
  }, pasted);
  await chat.expectReady(2);
  await chat.page.evaluate(
    (clipboardData) => {
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    await chat.fileTransfer(tile(3)),
  );
  await chat.expectReady(3);

  const dataTransfer = await chat.fileTransfer(tile(4), tile(5), 'page.png');
  const target = chat.page.getByText('Tenlens', { exact: true }).first();
  await target.dispatchEvent('dragenter', { dataTransfer });
  await expect(chat.page.getByText('7 more images fit')).toBeVisible();
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
  await expect(chat.page.getByText('Drop to add')).toBeHidden();
  await expect(refusal(chat, 'page.png')).toBeVisible();
  await chat.expectReady(5);
  expect(await chat.trayNames()).toEqual(tiles(5));
  // Pictures without text are fine.
  await chat.send.click();
  await chat.expectStatus('done');
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([5]);
});

test('the lightbox shows size and price, zooms, turns, and gives the focus back', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  await chat.attach('photo.jpg', tile(1));
  await chat.expectReady(2);
  const { lightbox, page } = chat;
  await chat.button('Open image 1').click();
  await expect(lightbox).toContainText('1,540 × 1,155 px · 2,352 tokens');
  await expect(lightbox.getByText('1 of 2')).toBeVisible();
  const image = lightbox.getByRole('img');
  const width = async () => (await image.boundingBox())?.width ?? 0;
  const fitted = await width();
  await lightbox.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(width).toBeGreaterThan(fitted * 1.2);
  await page.keyboard.press('0');
  await expect.poll(width).toBeCloseTo(fitted, 0);
  await lightbox.getByRole('button', { name: 'Next image' }).click();
  await expect(lightbox).toContainText('160 × 120 px · 35 tokens');
  await page.keyboard.press('ArrowLeft');
  await expect(lightbox).toContainText('1,540 × 1,155 px');
  await page.keyboard.press('Escape');
  await expect(lightbox).toBeHidden();
  await expect(chat.button('Open image 1')).toBeFocused();

  await chat.ask('Seen?');
  const sent = chat.questions.first().getByRole('button', { name: /^Open image 2/ });
  await sent.press('Enter');
  await expect(lightbox).toContainText('160 × 120 px · 35 tokens');
  await page.keyboard.press('Escape');
  await expect(sent).toBeFocused();
});

test('an upload that fails can be tried again, and one under way cancelled', async ({ chat }) => {
  const { page } = chat;
  await page.route('**/api/attachments', (route) => route.abort(), { times: 1 });
  await chat.textbox.fill('Still here');
  await chat.attach(tile(1));
  await expect(chat.alerts).toContainText(`${tile(1)}: The server cannot be reached.`);
  await expect(chat.send).toBeDisabled();
  await expect(chat.page.getByText('A picture is not uploaded')).toBeVisible();
  await chat.tray.getByRole('button', { name: 'Try again' }).click();
  await chat.expectReady(1);
  await expect(chat.alerts).toHaveCount(0);

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/attachments', async (route) => {
    await held;
    await route.abort();
  });
  await chat.attach(tile(2));
  await expect(page.getByRole('progressbar', { name: 'Uploading image 2' })).toBeVisible();
  await expect(chat.send).toBeDisabled();
  await chat.tray.getByRole('button', { name: 'Cancel' }).click();
  await chat.expectReady(1);
  release();
  expect(await chat.trayNames()).toEqual([tile(1)]);
  await expect(chat.textbox).toHaveValue('Still here');
});
