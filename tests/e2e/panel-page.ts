import { expect, type Locator } from '@playwright/test';
import type { Upstream } from '../support/upstream/start-upstream';
import type { ChatPage } from './chat-page';

/** What the model sees, by the names that people who use assistive technology know. */
export class PanelPage {
  readonly #chat: ChatPage;

  constructor(chat: ChatPage) {
    this.#chat = chat;
  }

  /** The column beside the thread, or what comes over the page on a phone. */
  get panel(): Locator {
    const name = 'What the model sees';
    const { page } = this.#chat;
    return page.getByRole('complementary', { name }).or(page.getByRole('dialog', { name }));
  }
  get toggle(): Locator {
    return this.#chat.button('What it sees');
  }
  get images(): Locator {
    return this.part('Pictures').getByRole('listitem');
  }

  /** A part of the panel by its heading. */
  part(name: string): Locator {
    return this.panel.getByRole('region', { name, exact: true });
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  image(name: string): Locator {
    return this.part('Pictures').getByRole('listitem', { name });
  }

  async open(): Promise<void> {
    await this.toggle.click();
    await expect(this.panel).toBeVisible();
    await expect(this.part('Context')).toBeVisible();
  }

  /** Does what changes the settings, and waits until the server has it. */
  async change(act: () => Promise<unknown>): Promise<void> {
    const saved = this.#chat.page.waitForResponse(
      (response) => response.request().method() === 'PATCH',
    );
    await act();
    expect((await saved).status()).toBe(200);
  }

  /** The tokens of a row of the meter. */
  async tokensOf(label: string): Promise<number> {
    const row = this.part('Context').locator('dl > div').filter({ hasText: label });
    return Number((await row.locator('dd').innerText()).replaceAll(',', ''));
  }
}

/** Opens the panel of a chat whose model says no more than it must. */
export async function openPanel(chat: ChatPage, upstream: Upstream): Promise<PanelPage> {
  upstream.script('Seen.');
  const panel = new PanelPage(chat);
  await panel.open();
  return panel;
}
