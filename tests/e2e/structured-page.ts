import { expect, type Locator } from '@playwright/test';
import type { ChatPage } from './chat-page';
import { PanelPage } from './panel-page';

/** The form of answers in the panel, and the data of an answer in the thread. */
export class StructuredPage {
  readonly #chat: ChatPage;
  readonly panel: PanelPage;

  constructor(chat: ChatPage) {
    this.#chat = chat;
    this.panel = new PanelPage(chat);
  }

  get choice(): Locator {
    return this.panel.panel.getByRole('group', { name: 'Form of answers' });
  }
  get editor(): Locator {
    return this.choice.getByRole('textbox', { name: 'JSON Schema' });
  }
  get name(): Locator {
    return this.choice.getByRole('textbox', { name: 'Name' });
  }
  /** What the editor says of what is typed. */
  get state(): Locator {
    return this.choice.getByRole('status');
  }
  get data(): Locator {
    return this.#chat.lastAnswer.getByRole('region', { name: 'Data of this answer' });
  }
  get verdict(): Locator {
    return this.#chat.lastAnswer.locator('[data-verdict]');
  }

  form(name: 'Text' | 'JSON' | 'JSON Schema'): Locator {
    return this.choice.getByRole('radio', { name: new RegExp(`^${name}(?! Schema)`) });
  }

  view(name: 'Tree' | 'Table' | 'Text'): Locator {
    return this.data.getByRole('button', { name, exact: true });
  }

  /** Begins with an example, and waits until it is in use. */
  async start(example: 'Receipt' | 'Table' | 'Detections'): Promise<void> {
    await this.form('JSON Schema').check();
    await this.choice.getByRole('button', { name: example, exact: true }).click();
    await expect(this.state).toContainText('In use');
  }
}
