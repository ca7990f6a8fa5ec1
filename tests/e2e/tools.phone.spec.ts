import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { callOf, ToolsPage } from './tools-page';

const LONG = { expression: `${'1 + '.repeat(120)}1` };

test('calls on a phone: waiting, decided, failed', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.use('ask', 'calculator');
  await chat.start(callOf('calculator', LONG));
  await tools.expectWaiting();
  await checkScreen(chat.page, 'phone, a call waits');
  await tools.calls('calculator').getByRole('button', { name: 'Allow once' }).tap();
  await chat.expectStatus('done');
  await expect(tools.calls('calculator')).toContainText('121');
  await chat.start(callOf('calculator', { expression: '1 +' }));
  await tools.expectWaiting();
  await tools.calls('calculator').getByRole('button', { name: 'Allow once' }).tap();
  await expect(tools.calls('calculator')).toHaveAttribute('data-call', 'failed');
  await checkScreen(chat.page, 'phone, a call failed');
});

test('the tools of the panel on a phone', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.panel.open();
  await tools.tool('calculator').check();
  await expect(tools.rule('calculator')).toBeVisible();
  await checkScreen(chat.page, 'phone, tools');
});
