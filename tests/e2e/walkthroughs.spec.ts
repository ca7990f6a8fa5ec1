import { chatRequests, imageCounts } from './chat-requests';
import { expect, test } from './fixtures';
import { ToolsPage } from './tools-page';

test('thinking about a game, with one press: its picture and its question', async ({
  chat,
  upstream,
}) => {
  await chat.button('Think about a game vision reasoning').click();
  await chat.expectStatus('done');
  const [request] = chatRequests(upstream);
  expect(imageCounts(request)).toEqual([1]);
  expect(JSON.stringify(request?.messages)).toContain('List all the possible actions');
});

test('a blackboard is computed: the calculator is switched on and called', async ({
  demoChat: chat,
}) => {
  const tools = new ToolsPage(chat);
  await chat.button('Compute a blackboard function calling, with a calculator').click();
  await expect(chat.lastAnswer).toHaveAttribute('data-status', 'done', { timeout: 25_000 });
  await expect(tools.calls('calculator')).toHaveCount(3);
  for (const result of ['12', '7', '0.875']) {
    await expect(tools.calls('calculator').filter({ hasText: result }).first()).toHaveAttribute(
      'data-call',
      'done',
    );
  }
  await expect(chat.lastAnswer.getByRole('table')).toContainText('0.875');
  await tools.panel.open();
  await expect(tools.tool('calculator')).toBeChecked();
  await expect(tools.tool('rewrite')).toBeChecked();
  await expect(tools.tool('current_time')).not.toBeChecked();
});

test('a sentence from a to z: its question alone', async ({ chat, upstream }) => {
  const card = chat.button('A sentence from a to z following instructions');
  await card.focus();
  await chat.page.keyboard.press('Enter');
  await chat.expectStatus('done');
  // The card is gone; a keyboard goes on in the box.
  await expect(chat.textbox).toBeFocused();
  const [request] = chatRequests(upstream);
  expect(request?.messages.at(-1)?.content).toContain('start with “a” and end with “z”');
  expect(request).not.toHaveProperty('tools');
});

test('what a person wrote stays when a walk-through is chosen', async ({ chat }) => {
  await chat.textbox.fill('My own question');
  await chat.button('Think about a game vision reasoning').click();
  await chat.expectReady(1);
  await expect(chat.textbox).toHaveValue('My own question');
  await expect(chat.questions).toHaveCount(0);
});
