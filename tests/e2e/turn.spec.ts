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
  await chat.start('Write a lot');
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
  await chat.start('Will this work?');
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
  await chat.start('Slowly');
  await expect(chat.lastAnswer).toContainText('word word');
  await chat.page.reload();
  await expect(chat.lastAnswer).toContainText('word word');
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('the end.');
  expect(chatRequests(upstream)).toHaveLength(1);
});

test('a cut answer is continued where it ended', async ({ chat, upstream }) => {
  upstream.script('Alpha beta gamma delta epsilon.');
  upstream.use('reset');
  await chat.start('Count in Greek');
  await chat.expectStatus('cut');
  await expect(chat.lastAnswer).toContainText('What had arrived is kept.');
  await expect(chat.button('Try again')).toBeVisible();
  const beginning = ((await chat.lastAnswer.getByText(/^Alpha/).textContent()) ?? '').trim();

  upstream.use();
  upstream.script(' and zeta.');
  await chat.button('Continue').click();
  await expect(chat.lastAnswer).toContainText(`${beginning} and zeta.`);
  await chat.expectStatus('done');
  await expect(chat.answers).toHaveCount(1);
  const asked = chatRequests(upstream)
    .at(-1)
    ?.messages.map(({ role }) => role);
  expect(asked).toEqual(['system', 'user', 'assistant', 'user']);
  await chat.page.reload();
  await expect(chat.lastAnswer).toContainText(`${beginning} and zeta.`);
});

test('a question that does not reach the server comes back with its pictures', async ({
  chat,
  upstream,
}) => {
  upstream.script('Seen.');
  await chat.page.route('**/api/chat', (route) => route.abort(), { times: 1 });
  await chat.attach('tile-01.png', 'tile-02.png');
  await chat.expectReady(2);
  await chat.textbox.fill('Do not lose me');
  await chat.send.click();
  await expect(chat.alerts).toContainText('The server cannot be reached.');
  await expect(chat.alerts).toContainText('back in the box below, with its pictures');
  await expect(chat.textbox).toHaveValue('Do not lose me');
  await chat.expectReady(2);
  await expect(chat.questions).toHaveCount(0);
  await expect(chat.page).toHaveURL(/\/$/);

  await chat.send.click();
  await chat.expectStatus('done');
  await expect(chat.alerts).toHaveCount(0);
  await expect(chat.questions).toHaveCount(1);
  expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([2]);
});

test('a new conversation gets its address without being mounted anew', async ({
  chat,
  upstream,
}) => {
  upstream.script(`${'word '.repeat(40)}end.`);
  const models: string[] = [];
  chat.page.on('request', (request) => {
    if (request.url().endsWith('/api/models')) models.push(request.url());
  });
  await chat.start('Begin');
  await expect(chat.page).toHaveURL(/\/c\//);
  await chat.textbox.fill('typed meanwhile');
  await chat.expectStatus('done');
  await expect(chat.textbox).toHaveValue('typed meanwhile');
  await expect(chat.textbox).toBeFocused();
  expect(models).toEqual([]);
});

test('what an old look at the store brings does not replace a newer question', async ({
  chat,
  upstream,
}) => {
  upstream.script('One.');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let looks = 0;
  await chat.page.route('**/api/conversations/*', async (route) => {
    looks += 1;
    if (looks === 1) await held;
    // It may be given up by then, which is what the page should do.
    await route.continue().catch(() => undefined);
  });
  await chat.start('First');
  await expect.poll(() => looks).toBe(1);
  upstream.script(`${'slow '.repeat(60)}two.`);
  await chat.start('Second');
  await expect(chat.lastAnswer).toContainText('slow slow');
  release();
  await expect(chat.lastAnswer).toContainText('slow slow slow slow slow');
  await expect(chat.questions).toHaveCount(2);
  await chat.expectStatus('done');
  await expect(chat.questions).toHaveCount(2);
});

test('the chosen model is asked, and Copy gives the Markdown', async ({
  chat,
  upstream,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await expect(chat.model.getByRole('option')).not.toHaveCount(0);
  const names = await chat.model.getByRole('option').allTextContents();
  expect(names[0]).toBe('Ministral 3 14B Instruct');
  expect(names.some((name) => /embed|guard/.test(name))).toBe(false);
  const markdown = '## Title\n\n- **one**\n- `two`\n\n| a | b |\n|---|---|\n| 1 | 2 |';
  upstream.script(markdown);
  const other = names.find((name) => /Mistral Large 3/.test(name)) ?? '';
  await chat.model.selectOption(other);
  await chat.ask('Who are you?');
  expect(chatRequests(upstream).at(-1)?.model).toBe('mistralai/mistral-large-3-675b-instruct-2512');
  await expect(chat.lastAnswer).toContainText(other);
  await chat.lastAnswer.getByRole('button', { name: 'Copy', exact: true }).click();
  const read = () => chat.page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).toBe(markdown);
  await chat.page.reload();
  await expect(chat.model.locator('option:checked')).toHaveText(other);
});

test('the thread follows the answer only while the reader is at its end', async ({
  chat,
  upstream,
}) => {
  upstream.script(Array.from({ length: 3000 }, (_, line) => `Line ${line}\n\n`));
  await chat.start('Write many lines');
  const box = chat.log.locator('..');
  const place = () => box.evaluate((element) => element.scrollTop);
  const distance = () =>
    box.evaluate(({ scrollHeight, scrollTop, clientHeight }) =>
      Math.round(scrollHeight - scrollTop - clientHeight),
    );
  const toBottom = chat.button('To the newest message');
  await expect.poll(place).toBeGreaterThan(200);
  await expect(toBottom).toBeHidden();
  await box.hover();
  await chat.page.mouse.wheel(0, -150);
  await expect(toBottom).toBeVisible();
  const stayed = await place();
  const before = await distance();
  await expect.poll(distance).toBeGreaterThan(before + 200);
  expect(await place()).toBe(stayed);
  await toBottom.click();
  await expect(toBottom).toBeHidden();
  const further = await place();
  await expect.poll(place).toBeGreaterThan(further + 200);
  await chat.stop.click();
  await chat.expectStatus('stopped');
  expect(await distance()).toBeLessThan(5);
});
