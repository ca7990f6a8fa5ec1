import { chatRequests, imageCounts } from './chat-requests';
import { expect, test } from './fixtures';

test('Enter sends, Shift+Enter makes a new line, composing an ideograph does neither', async ({
  chat,
  isMobile,
}) => {
  await chat.textbox.fill('one');
  await chat.textbox.press('Shift+Enter');
  await chat.textbox.pressSequentially('two');
  await expect(chat.textbox).toHaveValue('one\ntwo');
  await chat.textbox.evaluate((element) => {
    const init = { key: 'Enter', isComposing: true, bubbles: true, cancelable: true };
    element.dispatchEvent(new KeyboardEvent('keydown', init));
  });
  await expect(chat.questions).toHaveCount(0);
  await chat.textbox.press('Enter');
  if (isMobile) {
    await expect(chat.textbox).toHaveValue('one\ntwo\n');
    await expect(chat.questions).toHaveCount(0);
    return;
  }
  await expect(chat.questions).toHaveCount(1);
  await expect(chat.questions.first()).toContainText('one two');
});

test('Stop reaches the upstream, and what was seen is kept and goes on', async ({
  chat,
  upstream,
}) => {
  upstream.script('word '.repeat(4000));
  await chat.textbox.fill('Write a lot');
  await chat.send.click();
  await expect(chat.lastAnswer).toContainText('word word');
  await chat.stop.click();
  await chat.expectStatus('stopped');
  await expect(chat.page.getByText('You stopped this answer.')).toBeVisible();
  await expect.poll(() => upstream.disconnects.items.length).toBe(1);

  upstream.script('And so on.');
  await chat.ask('Go on');
  await chat.page.reload();
  await expect(chat.answers).toHaveCount(2);
  await expect(chat.answers.first()).toHaveAttribute('data-status', 'stopped');
  await expect(chat.answers.first()).toContainText('word word');
  const roles = chatRequests(upstream)
    .at(-1)
    ?.messages.map(({ role }) => role);
  expect(roles).toEqual(['system', 'user', 'assistant', 'user']);
});

test('Regenerate and Edit make versions beside the old ones', async ({ chat, upstream }) => {
  upstream.script('First answer');
  await chat.attach('photo.jpg');
  await chat.ask('First question');
  upstream.script('Second answer');
  await chat.button('Regenerate').click();
  await expect(chat.lastAnswer).toContainText('Second answer');
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('2 / 2');
  await chat.button('Previous version').click();
  await expect(chat.lastAnswer).toContainText('First answer');
  await chat.button('Next version').click();
  await expect(chat.lastAnswer).toContainText('Second answer');

  upstream.script('Third answer');
  await chat.button('Edit').click();
  const editor = chat.log.getByRole('textbox', { name: 'Message' });
  await expect(editor).toHaveValue('First question');
  await expect(chat.log.getByRole('region', { name: 'Attached images' })).toBeVisible();
  await editor.fill('Changed question');
  await chat.log.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(chat.lastAnswer).toContainText('Third answer');
  await chat.expectStatus('done');
  await expect(chat.questions.first()).toContainText('Changed question');
  await expect(chat.questions.first().getByRole('button', { name: /^Open image/ })).toHaveCount(1);
  await chat.questions.first().getByRole('button', { name: 'Previous version' }).click();
  await expect(chat.questions.first()).toContainText('First question');
  await expect(chat.lastAnswer).toContainText('Second answer');
});

test('a failure says what happened, and Try again answers the same question', async ({
  chat,
  upstream,
}) => {
  upstream.use('401');
  await chat.textbox.fill('Will this work?');
  await chat.send.click();
  await chat.expectStatus('failed');
  await expect(chat.alerts.first()).toContainText(/key/i);
  upstream.use();
  upstream.script('Now it does.');
  await chat.button('Try again').click();
  await expect(chat.lastAnswer).toContainText('Now it does.');
  await expect(chat.questions).toHaveCount(1);
});

test('six and six pictures over two turns: ten are sent, two are named as left out', async ({
  chat,
  upstream,
}) => {
  const six = Array.from({ length: 6 }, (_, index) => `tile-0${index + 1}.png`);
  upstream.script('Seen.');
  await chat.attach(...six);
  await chat.ask('First six');
  await chat.attach(...six);
  await chat.ask('Second six');
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([4, 6]);
  await expect(chat.lastAnswer).toContainText('2 pictures were left out');
});

test('an answer goes on while the page is away', async ({ chat, upstream }) => {
  upstream.script(`${'word '.repeat(60)}the end.`);
  await chat.textbox.fill('Slowly');
  await chat.send.click();
  await expect(chat.lastAnswer).toContainText('word word');
  await chat.page.reload();
  await expect(chat.lastAnswer).toContainText('word word');
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('the end.');
  expect(chatRequests(upstream)).toHaveLength(1);
});
