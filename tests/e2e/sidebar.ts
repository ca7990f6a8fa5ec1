import type { Locator } from '@playwright/test';
import type { ChatPage } from './chat-page';

/** The list of conversations, by the names that people who use assistive technology know. */
export class Sidebar {
  readonly chat: ChatPage;

  constructor(chat: ChatPage) {
    this.chat = chat;
  }

  get links(): Locator {
    return this.chat.conversations.getByRole('link');
  }

  /** A conversation's line; its name begins with the title and ends with what is going on. */
  row(title: string): Locator {
    return this.links.filter({ hasText: title });
  }

  section(name: string): Locator {
    return this.chat.conversations.getByRole('region', { name, exact: true });
  }

  checkbox(title: string): Locator {
    return this.chat.conversations.getByRole('checkbox', { name: `Select ${title}`, exact: true });
  }

  /** A button of the bar that several chosen conversations have. */
  bulk(name: string): Locator {
    return this.chat.page.getByRole('toolbar').getByRole('button', { name, exact: true });
  }

  /** Opens the menu of a conversation and chooses from it. */
  async choose(title: string, item: string): Promise<void> {
    await this.row(title).hover();
    await this.chat.button(`Options for ${title}`).click();
    await this.chat.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Moves one to a folder that is made by that. */
  async moveToNew(title: string, folder: string): Promise<void> {
    await this.choose(title, 'Move to folder…');
    const dialog = this.chat.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'New folder' }).fill(folder);
    await dialog.getByRole('button', { name: 'Move', exact: true }).click();
  }
}
