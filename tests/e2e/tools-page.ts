import { expect, type Locator } from '@playwright/test';
import type { ChatPage } from './chat-page';
import { PanelPage } from './panel-page';

/** The words that have the simulated model make a call. */
export const callOf = (name: string, input: object): string => `${name}(${JSON.stringify(input)})`;

/** Tools and their calls, by the names that people who use assistive technology know. */
export class ToolsPage {
  readonly chat: ChatPage;
  readonly panel: PanelPage;

  constructor(chat: ChatPage) {
    this.chat = chat;
    this.panel = new PanelPage(chat);
  }

  get section(): Locator {
    return this.panel.part('Tools');
  }

  /** A tool in the panel. */
  tool(name: string): Locator {
    return this.section.getByRole('checkbox', { name: new RegExp(`^${name}`) });
  }

  rule(name: string): Locator {
    return this.section.getByRole('combobox', { name: `Before calls of ${name}` });
  }

  /** Calls of a tool in the newest answer. */
  calls(name: string): Locator {
    return this.chat.lastAnswer.getByRole('group', { name: `Call of ${name}` });
  }

  /** Opens the panel, switches tools on and closes it again. */
  async switchOn(...names: readonly string[]): Promise<void> {
    await this.panel.open();
    for (const name of names) await this.tool(name).check();
    await this.panel.button('Close what it sees').click();
  }

  /** As `switchOn`, with a rule for each. */
  async use(rule: 'ask' | 'always', ...names: readonly string[]): Promise<void> {
    await this.panel.open();
    for (const name of names) {
      await this.tool(name).check();
      const saved = this.chat.page.waitForResponse(
        (response) => response.request().method() === 'PUT',
      );
      await this.rule(name).selectOption(rule);
      expect((await saved).status()).toBe(204);
    }
    await this.panel.button('Close what it sees').click();
  }

  async expectWaiting(): Promise<void> {
    await expect(this.chat.lastAnswer).toHaveAttribute('data-phase', 'approval');
    await expect(this.chat.lastAnswer).toHaveAttribute('data-status', 'streaming');
    await expect(this.chat.send).toBeVisible();
  }

  /** Opens the panel, makes a tool and closes it again; a tool that is made is on. */
  async make(name: string, fill: (dialog: Locator) => Promise<unknown>): Promise<void> {
    await this.panel.open();
    await this.panel.button('New tool').click();
    const dialog = this.chat.page.getByRole('dialog', { name: 'New tool' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByRole('textbox', { name: 'Description' }).fill('Tells the weather.');
    await fill(dialog);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(this.tool(name)).toBeChecked();
  }
}
