import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';

const CANARY = 'canary-of-a-temporary-chat';

test('a temporary chat is in no list and never on the disk, and is one until it is gone', async ({
  chat,
  app,
  upstream,
}) => {
  const { page } = chat;
  const isOnDisk = () =>
    readdirSync(app.dataDirectory).some((name) =>
      readFileSync(join(app.dataDirectory, name)).includes(CANARY),
    );
  upstream.script(`Seen: ${CANARY}-answer`);
  await chat.textbox.fill(`${CANARY}-question`);
  await chat.button('Temporary chat').click();
  await expect(chat.button('Temporary chat')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText(/never written to its disk/)).toBeVisible();
  // What was typed came along.
  await expect(chat.textbox).toHaveValue(`${CANARY}-question`);
  await chat.attach('tile-01.png');
  await chat.expectReady(1);
  await chat.send.click();
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText(`${CANARY}-answer`);
  await expect(chat.questions.first().getByRole('button', { name: /^Open image/ })).toHaveCount(1);
  await expect(page.getByText(/never written to its disk/)).toBeVisible();
  await expect(chat.conversations.getByText(CANARY)).toHaveCount(0);
  expect(isOnDisk()).toBe(false);

  await page.reload();
  await expect(chat.lastAnswer).toContainText(`${CANARY}-answer`);
  await expect(page.getByText(/never written to its disk/)).toBeVisible();
  await chat.ask('And once more?');
  expect(isOnDisk()).toBe(false);

  await chat.button('New chat').first().click();
  await expect(page.getByText(/never written to its disk/)).toHaveCount(0);
  await expect(chat.button('Temporary chat')).toHaveAttribute('aria-pressed', 'false');
  await chat.ask(`${CANARY} that is kept`);
  expect(isOnDisk()).toBe(true);
});
