import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type JSHandle, type Locator, type Page } from '@playwright/test';

/** Path of a picture of the repository's own. */
export const picture = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/images/${name}`, import.meta.url));

/** A file that is made by a test. */
export type MadeFile = {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
};

/** The media type that a browser tells from a name. */
const mediaTypeOf = (name: string) => `image/${extname(name).slice(1).replace('jpg', 'jpeg')}`;

/** The chat page, by the names that people who use assistive technology know. */
export class ChatPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get textbox(): Locator {
    return this.page.getByRole('textbox', { name: 'Message', exact: true });
  }
  get send(): Locator {
    return this.button('Send');
  }
  get stop(): Locator {
    return this.button('Stop');
  }
  get tray(): Locator {
    return this.page.getByRole('region', { name: 'Attached images' });
  }
  get tiles(): Locator {
    return this.tray.getByRole('listitem', { name: /^Image \d+: / });
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
  get model(): Locator {
    return this.page.getByRole('combobox', { name: 'Model', exact: true });
  }
  get conversations(): Locator {
    return this.page.getByRole('navigation', { name: 'Conversations' });
  }
  get lightbox(): Locator {
    return this.page.getByRole('dialog');
  }
  get alerts(): Locator {
    // Next's own route announcer is an alert too.
    return this.page.getByRole('alert').and(this.page.locator(':not(#__next-route-announcer__)'));
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
    await expect(this.textbox).toBeEditable();
    await expect(this.model).toBeVisible();
  }

  /** Chooses files by the file button: pictures of the repository by name, or made ones. */
  async attach(...files: readonly (string | MadeFile)[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.button('Attach images').click();
    const payloads = files.map((file) =>
      typeof file === 'string'
        ? { name: file, mimeType: mediaTypeOf(file), buffer: readFileSync(picture(file)) }
        : file,
    );
    await (await chooser).setFiles(payloads);
  }

  /** The names in the tray, in their order. */
  async trayNames(): Promise<string[]> {
    const labels = await this.tiles.evaluateAll((tiles) =>
      tiles.map((tile) => tile.getAttribute('aria-label') ?? ''),
    );
    return labels.map((label) => label.replace(/^Image \d+: /, ''));
  }

  /** Waits until so many pictures are uploaded and nothing stands in the way of sending. */
  async expectReady(count: number): Promise<void> {
    await expect(this.tiles).toHaveCount(count);
    await expect(this.send).toBeEnabled();
  }

  /** What a drag or the clipboard would carry: files of the repository. */
  fileTransfer(...names: readonly string[]): Promise<JSHandle<DataTransfer>> {
    const files = names.map((name) => ({
      type: mediaTypeOf(name),
      name: basename(name),
      base64: readFileSync(picture(name)).toString('base64'),
    }));
    return this.page.evaluateHandle((items) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of items) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      return transfer;
    }, files);
  }

  /** Asks; the answer is on its way when this returns. */
  async start(text: string): Promise<void> {
    const before = await this.questions.count();
    await this.textbox.fill(text);
    await this.send.click();
    await expect(this.questions).toHaveCount(before + 1);
  }

  /** Sends a question and waits for the end of its answer. */
  async ask(text: string): Promise<void> {
    await this.start(text);
    await this.expectStatus('done');
  }

  async expectStatus(status: string): Promise<void> {
    await expect(this.lastAnswer).toHaveAttribute('data-status', status);
    await expect(status === 'streaming' ? this.stop : this.send).toBeVisible();
  }
}
