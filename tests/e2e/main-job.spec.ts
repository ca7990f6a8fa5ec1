import { chatRequests, imageCounts } from './chat-requests';
import { expect, test } from './fixtures';

test('drops pictures, asks, reads a streamed Markdown answer, and finds it again after a reload', async ({
  chat,
  upstream,
}) => {
  upstream.script('## Answer\n\nThe **total** is right.\n\n| a | b |\n|---|--:|\n| x | 1 |\n');
  await chat.attach('orientation-6.jpg', 'photo.jpg', 'alpha.png');
  await expect(chat.tray.getByRole('listitem')).toHaveCount(3);
  await expect(chat.page.getByText(/^3 of 10 images/)).toBeVisible();
  await chat.ask('What is this?');

  await expect(chat.lastAnswer.getByRole('heading', { name: 'Answer' })).toBeVisible();
  await expect(chat.lastAnswer.getByRole('cell', { name: '1' })).toBeVisible();
  await expect(chat.questions.first().getByRole('img')).toHaveCount(0);
  await expect(chat.questions.first().getByRole('button', { name: /^Open image/ })).toHaveCount(3);
  await expect(chat.page).toHaveURL(/\/c\/[0-9a-f-]{36}$/);

  const [request] = chatRequests(upstream);
  expect(request).toMatchObject({ temperature: 0.15, stream: true });
  const [system] = request?.messages ?? [];
  expect(system?.role).toBe('system');
  expect(system?.content).toContain(String(new Date().getFullYear()));
  expect(imageCounts(request)).toEqual([3]);

  await chat.page.reload();
  await expect(chat.lastAnswer.getByRole('heading', { name: 'Answer' })).toBeVisible();
  await expect(chat.page).toHaveTitle(/What is this\?/);
});

test('the demo connection is labelled, and its answer shows what it received', async ({
  demoChat: chat,
}) => {
  await expect(chat.page.getByText(/answers come from a script/)).toBeVisible();
  await chat.button('Read a receipt into a table you can copy').click();
  await expect(chat.tray.getByRole('listitem')).toHaveCount(1);
  await chat.send.click();
  await expect(chat.lastAnswer).toHaveAttribute('data-status', 'done', { timeout: 25_000 });
  await expect(chat.lastAnswer).toContainText('not a model');
  await expect(chat.lastAnswer.getByRole('table')).toBeVisible();
});
