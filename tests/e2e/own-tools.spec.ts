import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { callOf, ToolsPage } from './tools-page';

const close = (tools: ToolsPage) => tools.panel.button('Close what it sees').click();

test('a tool with a fixed reply is made, tried, called, changed and deleted', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.make('weather', (dialog) =>
    dialog.getByRole('textbox', { name: 'Reply' }).fill('Rain, 7 degrees.'),
  );
  await tools.section.getByRole('button', { name: 'Try weather' }).click();
  const trial = chat.page.getByRole('dialog', { name: 'Try weather' });
  await trial.getByRole('button', { name: 'Run' }).click();
  await expect(trial).toContainText('Rain, 7 degrees.');
  await trial.getByRole('textbox', { name: 'Arguments' }).fill('{"city":5}');
  await trial.getByRole('button', { name: 'Run' }).click();
  await expect(trial).toContainText('/city');
  await checkScreen(chat.page, 'a tool is tried');
  await chat.page.keyboard.press('Escape');

  await tools.rule('weather').selectOption('always');
  await close(tools);
  await chat.ask(callOf('weather', { city: 'Paris' }));
  await expect(tools.calls('weather')).toContainText('Rain, 7 degrees.');

  await tools.panel.open();
  await tools.section.getByRole('button', { name: 'Change weather' }).click();
  const dialog = chat.page.getByRole('dialog', { name: 'Tool weather' });
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Tells the weather of today.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(tools.section).toContainText('Tells the weather of today.');
  await tools.section.getByRole('button', { name: 'Delete weather' }).click();
  await chat.page
    .getByRole('dialog', { name: 'Delete weather?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(tools.tool('weather')).toHaveCount(0);
});

test('what keeps a tool from being one is said where it is', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.panel.open();
  await tools.panel.button('New tool').click();
  const dialog = chat.page.getByRole('dialog', { name: 'New tool' });
  await dialog.getByRole('textbox', { name: /Parameters/ }).fill('{"type":');
  await expect(dialog.getByRole('status')).toContainText('Line 1');
  await dialog.getByRole('textbox', { name: /Parameters/ }).fill('{"type":"array"}');
  await expect(dialog.getByRole('status')).toContainText('must be “object”');
  await dialog.getByRole('textbox', { name: /Parameters/ }).fill('{"type":"object"}');
  await dialog.getByRole('radio', { name: /Ask a server/ }).check();
  await dialog.getByRole('textbox', { name: 'Address' }).fill('https://example.org/{city}');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toContainText('1 to 64 letters');
  await expect(dialog).toContainText('none of the parameters');
  await checkScreen(chat.page, 'a tool is made');
});

test('the person plays a tool: their words are its result', async ({ chat }) => {
  const tools = new ToolsPage(chat);
  await tools.make('colleague', (dialog) =>
    dialog.getByRole('radio', { name: /I reply by hand/ }).check(),
  );
  await close(tools);
  await chat.start(callOf('colleague', { city: 'Paris' }));
  await tools.expectWaiting();
  const call = tools.calls('colleague');
  await expect(call).toContainText('Waits for your result');
  await expect(call.getByRole('button', { name: 'Give result' })).toBeDisabled();
  await call.getByRole('textbox', { name: 'Result' }).fill('Sunny, says Anna.');
  await checkScreen(chat.page, 'a result is given by hand');
  await call.getByRole('button', { name: 'Give result' }).click();
  await chat.expectStatus('done');
  await expect(chat.lastAnswer).toContainText('The tool answered: Sunny, says Anna.');
  await chat.start(callOf('colleague', { city: 'Rome' }));
  await tools.expectWaiting();
  await call.getByRole('button', { name: 'Decline' }).click();
  await chat.expectStatus('done');
  await expect(call).toHaveAttribute('data-call', 'denied');
});
