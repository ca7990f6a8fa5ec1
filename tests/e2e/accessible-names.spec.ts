import { chatRequests } from './chat-requests';
import { expect, test } from './fixtures';

test('everything has the name that people and their tools know it by', async ({
  chat,
  upstream,
}) => {
  const { page, log } = chat;
  const button = (name: string, scope = page.locator('body')) =>
    expect(scope.getByRole('button', { name, exact: true }), name).toBeVisible();

  await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toBeVisible();
  for (const name of ['Send', 'Attach images', 'New chat', 'Settings']) await button(name);
  await expect(page.getByRole('navigation', { name: 'Conversations', exact: true })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Model', exact: true })).toBeVisible();
  const counts = page.getByRole('status').filter({ hasText: /^\d+ of 10 images$/ });
  await expect(counts).toHaveText('0 of 10 images');
  await expect(page.getByRole('region', { name: 'Attached images' })).toHaveCount(0);

  await chat.attach('photo.jpg', 'tile-01.png');
  const tray = page.getByRole('region', { name: 'Attached images', exact: true });
  for (const [index, name] of ['photo.jpg', 'tile-01.png'].entries()) {
    const number = index + 1;
    await expect(
      tray.getByRole('listitem', { name: `Image ${number}: ${name}`, exact: true }),
    ).toBeVisible();
    await button(`Remove image ${number}`, tray);
  }
  await expect(counts).toHaveText('2 of 10 images');

  upstream.script('One answer.');
  upstream.use('stall');
  await chat.expectReady(2);
  await chat.start('Names?');
  await expect(page.getByRole('log', { name: 'Conversation', exact: true })).toHaveAttribute(
    'aria-live',
    'off',
  );
  await expect(log.getByRole('article', { name: 'You', exact: true })).toHaveCount(1);
  const answer = log.getByRole('article', { name: 'Assistant', exact: true });
  await expect(answer).toHaveAttribute('data-status', 'streaming');
  await expect(answer).toHaveAttribute('data-phase', 'writing');
  const announcement = page.getByRole('status').filter({ hasText: /^The answer / });
  await expect(announcement).toHaveText('The answer has started.');
  await button('Stop');
  await chat.stop.click();
  await expect(answer).toHaveAttribute('data-status', 'stopped');
  await expect(answer).not.toHaveAttribute('data-phase');
  await expect(announcement).toHaveText('The answer was stopped.');
  await button('Continue', answer);

  upstream.use('401');
  await button('Regenerate', answer);
  await answer.getByRole('button', { name: 'Regenerate' }).click();
  await expect(answer).toHaveAttribute('data-status', 'failed');
  await expect(answer.getByRole('alert')).toBeVisible();
  await expect(announcement).toHaveText('The answer failed.');
  await button('Try again', answer);
  await button('Previous version', answer);
  await button('Next version', answer);

  upstream.use('reset');
  await answer.getByRole('button', { name: 'Try again' }).click();
  await expect(answer).toHaveAttribute('data-status', 'cut');
  upstream.use('refused-without-text');
  await answer.getByRole('button', { name: 'Try again' }).click();
  await expect(answer).toHaveAttribute('data-status', 'refused');
  upstream.use();
  await answer.getByRole('button', { name: 'Try again' }).click();
  await expect(answer).toHaveAttribute('data-status', 'done');
  await expect(announcement).toHaveText('The answer is complete.');
  await button('Copy', answer);
  await button('Edit', log.getByRole('article', { name: 'You' }));
  expect(chatRequests(upstream)).toHaveLength(5);
});
