import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { inPieces, RECEIPT } from './structured-answers';
import { StructuredPage } from './structured-page';

/** Forms of answers on one kind of device. */
export function testStructured({ isPhone }: { isPhone: boolean }): void {
  test('a schema is written, kept while it is none, and used; the answer is judged and shown', async ({
    chat,
    upstream,
  }) => {
    const { page } = chat;
    const structured = new StructuredPage(chat);
    await structured.panel.open();
    await expect(structured.form('Text')).toBeChecked();
    await structured.form('JSON Schema').check();
    await structured.editor.fill('{\n  "type": "object",\n}');
    await expect(structured.state).toContainText('Line 3, column 1: a key');
    await structured.editor.fill('{ "properties": { "a": { "type": "text" } } }');
    await expect(structured.state).toContainText('/properties/a/type: one of string');
    await checkScreen(page, 'a schema that is none');
    await page.reload();
    if (isPhone) await structured.panel.open();
    await expect(structured.editor).toHaveValue(/"text"/);

    await structured.start('Receipt');
    await expect(structured.name).toHaveValue('receipt');
    await checkScreen(page, 'a schema in use');
    if (isPhone) await page.keyboard.press('Escape');
    upstream.script(inPieces(RECEIPT));
    await chat.ask('What does it say?');
    const [sent] = upstream.requests.items.slice(-1);
    expect(sent?.body.response_format).toMatchObject({
      type: 'json_schema',
      json_schema: { name: 'receipt', strict: true },
    });
    await expect(structured.verdict).toHaveText('Fits the schema');
    await expect(structured.data).toContainText('Bäckerei Süß');
    await checkScreen(page, 'data as a tree');
    await structured.view('Table').click();
    await expect(structured.data.getByRole('table')).toHaveCount(2);
    await expect(structured.data.getByRole('columnheader', { name: 'price' })).toBeVisible();
    await checkScreen(page, 'data as tables');
  });

  test('a schema that is typed outlives another choice, the panel and the first question', async ({
    chat,
    upstream,
  }) => {
    const structured = new StructuredPage(chat);
    const { panel } = structured;
    await panel.open();
    await structured.form('JSON Schema').check();
    await structured.editor.fill('{ "type": ');
    await structured.form('Text').check();
    await expect(structured.editor).toHaveCount(0);
    await (isPhone ? chat.page.keyboard.press('Escape') : panel.toggle.click());
    await expect(panel.panel).toHaveCount(0);
    upstream.script('Words.');
    await chat.ask('Anything?');
    await panel.open();
    await expect(structured.form('Text')).toBeChecked();
    await structured.form('JSON Schema').check();
    await expect(structured.editor).toHaveValue('{ "type": ');
  });
}

/** The file that a press brings. */
export async function savedBy(
  page: Page,
  press: () => Promise<void>,
): Promise<{ name: string; text: string }> {
  const coming = page.waitForEvent('download');
  await press();
  const download = await coming;
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}
