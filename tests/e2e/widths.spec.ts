import { expectNoOverflow } from './check-screen';
import { expect, test } from './fixtures';
import { RICH_ANSWER } from './rich-answer';

const WORD = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(4);

test('nothing reaches over the edge at 320 pixels, from right to left, and with endless words', async ({
  chat,
  upstream,
}) => {
  const { page } = chat;
  upstream.script(RICH_ANSWER);
  await chat.attach('photo.jpg', 'wide-allowed.png');
  await chat.expectReady(2);
  await chat.ask(`${WORD}\n\nhttps://example.com/${WORD}`);
  await expect(chat.lastAnswer.locator('.katex').first()).toBeVisible();
  upstream.use('401');
  await chat.start(WORD);
  await chat.expectStatus('failed');
  await chat.attach('tile-01.png', 'page.png', 'tile-02.png');
  await expect(chat.alerts.last()).toBeVisible();
  for (const direction of ['ltr', 'rtl']) {
    await page.evaluate((dir) => {
      document.documentElement.dir = dir;
    }, direction);
    for (const width of [1280, 768, 320]) {
      await page.setViewportSize({ width, height: 720 });
      await expectNoOverflow(page, `thread, ${direction}, ${width}`);
      await expect(chat.send).toBeInViewport();
      await expect(chat.model).toBeInViewport();
    }
    await chat.button('Open the list of conversations').click();
    await expect(page.getByRole('dialog', { name: 'Conversations' })).toBeInViewport();
    await expectNoOverflow(page, `drawer, ${direction}`);
    await chat.button('Settings').click();
    await expect(page.getByRole('dialog', { name: 'Settings' })).toBeInViewport();
    await expectNoOverflow(page, `settings, ${direction}`);
    await page.keyboard.press('Escape');
    await chat.button('Open image 1').click();
    await expect(chat.lightbox.getByRole('img')).toBeInViewport();
    await expectNoOverflow(page, `lightbox, ${direction}`);
    await page.keyboard.press('Escape');
    await expect(chat.lightbox).toHaveCount(0);
  }
  await page.goto('/');
  await expectNoOverflow(page, 'empty, 320');
});
