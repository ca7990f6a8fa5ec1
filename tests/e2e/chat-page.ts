import { fileURLToPath } from 'node:url';
import { expect, type Locator, type Page } from '@playwright/test';

/** Path of a picture of the repository's own. */
export const picture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/images/${name}`, import.meta.url));

/** The chat page, by the names that people who use assistive technology know. */
export class ChatPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get textbox(): Locator {
    return this.page.getByRole('textbox', { name: 'Message' });
  }
  get send(): Locator {
    return this.page.getByRole('button', { name: 'Send', exact: true });
  }
  get stop(): Locator {
    return this.page.getByRole('button', { name: 'Stop', exact: true });
  }
  get tray(): Locator {
    return this.page.getByRole('region', { name: 'Attached images' });
  }
  get log(): Locator {
    return this.page.getByRole('log', { name: 'Conversation' });
  }
  get questions(): Locator {
    return this.log.getByRole('article', { name: 'You' });
  }
  get answers(): Locator {
    return this.log.getByRole('article', { name: 'Assistant' });
  }
  get lastAnswer(): Locator {
    return this.answers.last();
  }
  get alerts(): Locator {
    // Next's own route announcer is an alert too, and empty.
    return this.page.getByRole('alert').filter({ hasText: /\S/ });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.textbox).toBeEditable();
    await expect(this.page.getByRole('combobox', { name: 'Model' })).toBeVisible();
  }

  /** Chooses files by the file button and waits until all that stay are uploaded. */
  async attach(...names: string[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('Attach images').click();
    await (await chooser).setFiles(names.map(picture));
  }

  /** Sends a question and waits for the end of its answer. */
  async ask(text: string): Promise<void> {
    const before = await this.questions.count();
    await this.textbox.fill(text);
    await this.send.click();
    await expect(this.questions).toHaveCount(before + 1);
    await this.expectStatus('done');
  }

  async expectStatus(status: string): Promise<void> {
    await expect(this.lastAnswer).toHaveAttribute('data-status', status);
  }
}
