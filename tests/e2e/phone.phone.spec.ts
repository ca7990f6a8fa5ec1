import { chatRequests, imageCounts } from './chat-requests';
import { expect, test } from './fixtures';

test('on a phone: a camera, Enter for a new line, a drawer, and no zoom on focus', async ({
  chat,
  upstream,
}) => {
  const { page } = chat;
  upstream.script('Seen on a phone.');
  const chooser = page.waitForEvent('filechooser');
  await chat.button('Take a photo').tap();
  expect(await (await chooser).element().getAttribute('capture')).toBe('environment');
  await chat.attach('tile-01.png', 'tile-02.png');
  await chat.expectReady(2);
  // Nothing pops up over half of the screen before it is asked for.
  await expect(chat.textbox).not.toBeFocused();
  await chat.textbox.tap();
  await chat.textbox.pressSequentially('one');
  await chat.textbox.press('Enter');
  await chat.textbox.pressSequentially('two');
  await expect(chat.textbox).toHaveValue('one\ntwo');
  await expect(chat.questions).toHaveCount(0);
  const size = await chat.textbox.evaluate((box) =>
    Number.parseFloat(getComputedStyle(box).fontSize),
  );
  expect(size).toBeGreaterThanOrEqual(16);
  await chat.send.tap();
  await chat.expectStatus('done');
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([2]);

  const drawer = page.getByRole('dialog', { name: 'Conversations' });
  const openDrawer = chat.button('Open the list of conversations');
  await openDrawer.tap();
  await drawer.getByRole('button', { name: 'New chat' }).tap();
  await expect(drawer).toHaveCount(0);
  await expect(chat.questions).toHaveCount(0);
  await openDrawer.tap();
  await drawer.getByRole('link', { name: /^one/ }).first().tap();
  await expect(drawer).toHaveCount(0);
  await expect(chat.lastAnswer).toContainText('Seen on a phone.');
  await openDrawer.tap();
  await drawer.getByRole('button', { name: 'Close' }).tap();
  await expect(drawer).toHaveCount(0);
});
