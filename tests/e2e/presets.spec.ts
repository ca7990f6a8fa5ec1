import { readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import type { ChatPage } from './chat-page';
import { chatRequests } from './chat-requests';
import { checkScreen } from './check-screen';
import { expect, test } from './fixtures';
import { PanelPage } from './panel-page';

/** The presets of the panel, and the dialog about all of them. */
class PresetsPage {
  readonly panel: PanelPage;
  readonly #chat: ChatPage;

  constructor(chat: ChatPage) {
    this.#chat = chat;
    this.panel = new PanelPage(chat);
  }

  get dialog(): Locator {
    return this.#chat.page.getByRole('dialog', { name: 'Presets', exact: true });
  }
  get rows(): Locator {
    return this.dialog.getByRole('list', { name: 'Your presets' }).getByRole('listitem');
  }
  get choice(): Locator {
    return this.panel.panel.getByRole('combobox', { name: 'Preset of this conversation' });
  }
  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
  async open(): Promise<void> {
    await this.panel.button('Presets…').click();
    await expect(this.dialog).toBeVisible();
  }
  async save(name: string): Promise<void> {
    await this.dialog.getByRole('textbox', { name: /^Save the settings/ }).fill(name);
    await this.#chat.page.keyboard.press('Enter');
  }
  async import(name: string, text: string): Promise<void> {
    const chooser = this.#chat.page.waitForEvent('filechooser');
    await this.button('Import a file…').click();
    const buffer = Buffer.from(text);
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer });
  }
  async deleteAll(): Promise<void> {
    for (let left = await this.rows.count(); left > 0; left -= 1) {
      await this.rows
        .first()
        .getByRole('button', { name: /^Delete/ })
        .click();
      await this.#chat.button('Delete').click();
      await expect(this.rows).toHaveCount(left - 1);
    }
  }
}

async function opened(chat: ChatPage): Promise<PresetsPage> {
  const presets = new PresetsPage(chat);
  await presets.panel.open();
  const seed = presets.panel.panel.getByRole('textbox', { name: 'Seed', exact: true });
  await seed.fill('7');
  await seed.blur();
  await presets.open();
  return presets;
}

test('settings are saved under a name, used elsewhere, and taken back', async ({
  chat,
  upstream,
}) => {
  upstream.script('Well.');
  const presets = await opened(chat);
  await presets.save('Exact');
  await expect(presets.rows).toHaveCount(1);
  await expect(presets.rows).toContainText('1 value');
  await presets.save('Exact');
  await expect(presets.dialog.getByRole('alert')).toContainText('a preset of that name already');
  await chat.page.keyboard.press('Escape');
  await expect(presets.choice.locator('option:checked')).toHaveText('Exact');
  await expect(presets.panel.button('Presets…')).toBeFocused();

  await chat.ask('One?');
  await chat.open();
  await expect(presets.choice.locator('option:checked')).toHaveText('Own settings');
  await presets.choice.selectOption('Exact');
  await expect(presets.panel.part('Preset')).toContainText('“Exact” is used now.');
  await presets.panel.button('Undo').click();
  await expect(presets.choice.locator('option:checked')).toHaveText('Own settings');
  await presets.open();
  await presets.button('Use “Exact”').click();
  await expect(presets.dialog).toBeHidden();
  await chat.ask('Two?');
  expect(chatRequests(upstream).at(-1)).toMatchObject({ seed: 7 });
  await presets.open();
  await presets.deleteAll();
});

test('presets are renamed, replaced, given away as a file and taken in from one', async ({
  chat,
}) => {
  const presets = await opened(chat);
  await presets.save('Exact');
  const rename = presets.button('Rename “Exact”');
  await rename.click();
  await presets.button('Cancel').press('Enter');
  await expect(rename).toBeFocused();
  await chat.page.keyboard.press('Enter');
  await chat.page.keyboard.type('Repeatable');
  await chat.page.keyboard.press('Enter');
  await expect(presets.rows).toContainText('Repeatable');
  await presets.button('Replace “Repeatable” with the settings of this conversation').click();
  await expect(presets.dialog).toContainText('“Repeatable” has the settings of this conversation');

  const download = chat.page.waitForEvent('download');
  await presets.button('Export “Repeatable” as a file').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Repeatable.json');
  const text = readFileSync(await file.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    format: 'tenlens-presets',
    presets: [{ name: 'Repeatable', settings: { generation: { seed: 7 } } }],
  });

  await presets.import('again.json', text);
  await expect(presets.dialog).toContainText('1 preset imported: Repeatable (2).');
  await expect(presets.rows).toHaveCount(2);
  await presets.import('hot.json', text.replace('"seed": 7', '"temperature": 9'));
  await expect(presets.dialog.getByRole('alert')).toContainText(
    'in the preset “Repeatable” the value of “settings.generation.temperature” cannot be used',
  );
  await presets.import('other.json', '{"a": 1}');
  await expect(presets.dialog.getByRole('alert')).toContainText('no file of presets');
  await expect(presets.rows).toHaveCount(2);
  await checkScreen(chat.page, 'presets');
  await chat.page.setViewportSize({ width: 390, height: 844 });
  await checkScreen(chat.page, 'presets where there is little room');
  await presets.deleteAll();
});
