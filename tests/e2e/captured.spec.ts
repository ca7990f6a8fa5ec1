import type { Page } from '@playwright/test';
import { startRecorded } from '../support/upstream/start-recorded';
import { ChatPage } from './chat-page';
import { expect, test } from './fixtures';
import { StructuredPage } from './structured-page';
import { ToolsPage } from './tools-page';
import { withOwnApp } from './with-app';

/** The schema that the recorded calls and answers were asked for with. */
const MOOD = JSON.stringify({
  type: 'object',
  properties: {
    mood: { type: 'string', enum: ['happy', 'sad', 'curious'] },
    count: { type: 'integer', minimum: 0, maximum: 99 },
    ok: { type: 'boolean' },
  },
  required: ['mood', 'count', 'ok'],
  additionalProperties: false,
});

/** A chat with a server that gives recorded answers, in their order. */
async function withRecorded(
  page: Page,
  captures: readonly string[],
  use: (chat: ChatPage, bodies: readonly string[]) => Promise<void>,
): Promise<void> {
  const recorded = await startRecorded(captures);
  const env = { UPSTREAM_BASE_URL: recorded.url, UPSTREAM_DIALECT: 'llama' };
  try {
    await withOwnApp(page, { env }, async (app) => {
      const chat = new ChatPage(page);
      await chat.open(app.url);
      await use(chat, recorded.bodies);
    });
  } finally {
    await recorded.close();
  }
}

async function makeMood(chat: ChatPage): Promise<ToolsPage> {
  const tools = new ToolsPage(chat);
  await tools.make('set_mood', async (dialog) => {
    await dialog.getByRole('textbox', { name: /Parameters/ }).fill(MOOD);
    await dialog.getByRole('textbox', { name: 'Reply' }).fill('The mood is set.');
  });
  await tools.panel.button('Close what it sees').click();
  return tools;
}

test('a call as a llama-server streams it is read, run and told', async ({ page }) => {
  await withRecorded(page, ['tools-auto-biased-stream', 'chat-stream'], async (chat, bodies) => {
    const tools = await makeMood(chat);
    await chat.ask('Tell me a story.');
    const call = tools.calls('set_mood');
    await expect(call).toHaveAttribute('data-call', 'done');
    await expect(call).toContainText('"mood": "curious"');
    await expect(call).toContainText('The mood is set.');
    await expect(chat.lastAnswer).toContainText('She loved to play outside');
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toContain('"role":"tool"');
  });
});

test('a call that a llama-server cut off is not run, and the model is told', async ({ page }) => {
  await withRecorded(page, ['tools-cut-biased-stream', 'chat-stream'], async (chat, bodies) => {
    const tools = await makeMood(chat);
    await chat.ask('Tell me a story.');
    await expect(tools.calls('set_mood')).toHaveAttribute('data-call', 'failed');
    await expect(chat.lastAnswer).toContainText('She loved to play outside');
    expect(bodies[1]).toContain('not valid JSON');
  });
});

test('an answer of a llama-server in a form is judged and shown as data', async ({ page }) => {
  await withRecorded(page, ['json-schema-stream'], async (chat) => {
    const structured = new StructuredPage(chat);
    await structured.panel.open();
    await structured.form('JSON Schema').check();
    await structured.editor.fill(MOOD);
    await structured.panel.button('Close what it sees').click();
    await chat.ask('How are you?');
    await expect(structured.verdict).toHaveText('Fits the schema');
    await expect(structured.data).toContainText('curious');
  });
});
