import { startApp } from '../support/start-app';
import { startUpstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { expect, test } from './fixtures';
import { inPieces, RECEIPT } from './structured-answers';
import { StructuredPage } from './structured-page';
import { savedBy, testStructured } from './structured-tests';
import { watchPage } from './watch-page';

testStructured({ isPhone: false });

test('the object is shown as far as it is written; what is stopped is no JSON', async ({
  chat,
  upstream,
}) => {
  const structured = new StructuredPage(chat);
  await structured.panel.open();
  await structured.start('Receipt');
  const text = JSON.stringify(RECEIPT);
  const half = text.indexOf('bread');
  upstream.script([text.slice(0, 10), text.slice(10, half), text.slice(half)]);
  upstream.use('stall');
  await chat.start('What does it say?');
  await expect(structured.data).toContainText('Bäckerei Süß');
  await expect(structured.data).toContainText('items');
  await expect(structured.data).not.toContainText('total');
  await expect(structured.verdict).toHaveCount(0);
  await expect(chat.lastAnswer).toHaveAttribute('data-status', 'streaming');
  await chat.stop.click();
  await chat.expectStatus('stopped');
  await expect(structured.verdict).toHaveText('This answer is not JSON');
});

test('data is copied and saved as JSON, CSV and JSON Lines', async ({ chat, upstream }) => {
  const { page } = chat;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const structured = new StructuredPage(chat);
  await structured.panel.open();
  await structured.form('JSON').check();
  upstream.script(`\`\`\`json\n${JSON.stringify(RECEIPT)}\n\`\`\``);
  await chat.ask('What does it say?');
  await expect(structured.verdict).toHaveText('Valid JSON');
  const format = structured.data.getByLabel('Copy or save as');
  const save = () => structured.data.getByRole('button', { name: 'Save' }).click();

  const json = await savedBy(page, save);
  expect(json.name).toBe('answer.json');
  expect(JSON.parse(json.text)).toEqual(RECEIPT);
  await format.selectOption('CSV');
  const csv = await savedBy(page, save);
  expect(csv.name).toBe('answer.csv');
  expect(csv.text).toBe("\ufeffname,quantity,price\r\nRye bread,2,4.2\r\n'=1+1,1,0.5\r\n");
  await format.selectOption('JSONL');
  await structured.data.getByRole('button', { name: 'Copy' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(
    copied
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(RECEIPT.items);
});

test('a server without response_format is told in words, and asked once more where it misses', async ({
  page,
}) => {
  // A server of its own: what it refuses is remembered.
  const upstream = await startUpstream({ profile: 'vllmNew' });
  const app = await startApp({ env: { UPSTREAM_BASE_URL: upstream.url } });
  watchPage(page, app.url);
  const chat = new ChatPage(page);
  await chat.open(app.url);
  const structured = new StructuredPage(chat);
  await structured.panel.open();
  await structured.start('Receipt');
  upstream.use('format-refused', 'format-missed', 'ok');
  upstream.script(inPieces(RECEIPT));
  await chat.ask('What does it say?');
  await expect(structured.verdict).toHaveText('Fits the schema · second try');
  await expect(structured.data).toContainText('Bäckerei Süß');
  await expect(chat.lastAnswer).not.toContainText('almost');
  const bodies = upstream.requests.items.filter(({ path }) => path.endsWith('/completions'));
  expect(bodies.map(({ body }) => 'response_format' in body)).toEqual([true, false, false]);
  expect(JSON.stringify(bodies.at(-1)?.body.messages)).toContain('/shop');
  const last = structured.panel.part('Last answer');
  await expect(last).toContainText('asked for in words');
  await expect(last).toContainText('asked once more');

  // The first try is nowhere after a reload either, and the panel knows the server now.
  await page.reload();
  await expect(structured.verdict).toHaveText('Fits the schema · second try');
  await expect(chat.lastAnswer).not.toContainText('almost');
  await expect(structured.choice).toContainText('told the form in words');
  await app.stop();
  await upstream.close();
});

test('an answer that misses its form says where', async ({ chat, upstream }) => {
  const structured = new StructuredPage(chat);
  await structured.panel.open();
  await structured.start('Receipt');
  upstream.script(JSON.stringify({ ...RECEIPT, total: '8.90' }));
  await chat.ask('What does it say?');
  await expect(structured.verdict).toContainText('/total breaks “type”');
  await expect(structured.data).toContainText('8.90');

  await structured.form('Text').check();
  upstream.script('Just **words**.');
  await chat.ask('And in words?');
  await expect(chat.lastAnswer.locator('strong')).toHaveText('words');
  await expect(structured.verdict).toHaveCount(0);
});

test('deleting everything takes a schema that is typed along; a temporary chat keeps none', async ({
  chat,
}) => {
  const { page } = chat;
  const kept = () =>
    page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('schema')).length);
  const structured = new StructuredPage(chat);
  await structured.panel.open();
  await chat.button('Temporary chat').click();
  await structured.form('JSON Schema').check();
  await structured.editor.fill('{ "temporary": ');
  await expect(structured.state).toContainText('Line 1');
  expect(await kept()).toBe(0);
  await chat.button('New chat').first().click();
  await structured.form('JSON Schema').check();
  await expect(structured.editor).toHaveValue('');
  await structured.editor.fill('{ "type": ');
  await expect(structured.state).toContainText('Line 1');
  expect(await kept()).toBe(1);
  await chat.button('Settings').click();
  await page.getByRole('button', { name: 'Delete all my data' }).click();
  await page.getByRole('button', { name: /^Delete everything/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(chat.textbox).toBeEditable();
  expect(await kept()).toBe(0);
});
