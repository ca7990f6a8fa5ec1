import type { Locator } from '@playwright/test';
import { startApp } from '../support/start-app';
import { startUpstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { chatRequests } from './chat-requests';
import { checkScreen, expectNoOverflow } from './check-screen';
import { expect, test } from './fixtures';
import { PanelPage } from './panel-page';

const DEFAULTS = { temperature: 0.15, max_tokens: 4096 };

/** What a request asks for beside what every one has. */
function fieldsOf(request: object | undefined): object {
  const all = { ...request, model: null, messages: null, stream: null, stream_options: null };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}

/** Types into a field and leaves it. */
async function enter(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.blur();
}

test('what is chosen before the first question is sent with it, is kept, and goes at one press', async ({
  chat,
  upstream,
}) => {
  upstream.script('Well.');
  const panel = new PanelPage(chat);
  await panel.open();
  const field = (name: string) => panel.panel.getByRole('textbox', { name, exact: true });
  await expect(panel.part('How it writes')).toContainText('as on the model card');
  await expect(field('Temperature')).toHaveAttribute('placeholder', '0.15');
  await enter(field('Temperature'), '0,4');
  await enter(field('Longest answer'), '500');
  await enter(field('Seed'), '7');
  await enter(field('Stop texts'), 'END\n\\n\\n');
  await enter(field('Frequency penalty'), '-0.5');
  // By keyboard: one step to the left of its end.
  await panel.panel.getByRole('slider', { name: 'Top p' }).focus();
  await chat.page.keyboard.press('End');
  await chat.page.keyboard.press('ArrowLeft');
  await panel.button('Write one for this conversation').click();
  const prompt = field('System prompt of this conversation');
  await prompt.fill('You are {name}. Yesterday was ');
  await panel.panel.getByRole('button', { name: /^\{yesterday\} becomes \d{4}-/ }).click();
  const shown = panel.part('Text of the system prompt');
  await expect(shown).toContainText(/You are Ministral 3 14B Instruct. Yesterday was \d{4}-/);
  await chat.ask('Now?');

  const chosen = {
    temperature: 0.4,
    max_tokens: 500,
    seed: 7,
    stop: ['END', '\n\n'],
    frequency_penalty: -0.5,
    top_p: 0.99,
  };
  const [first] = chatRequests(upstream);
  expect(fieldsOf(first)).toEqual(chosen);
  expect(first?.messages[0]?.content).toMatch(
    /^You are Ministral 3 14B Instruct. Yesterday was \d/,
  );

  // It is the conversation's, not the page's.
  await chat.page.reload();
  await expect(field('Seed')).toHaveValue('7');
  await expect(field('Stop texts')).toHaveValue('END\n\\n\\n');
  await enter(field('Temperature'), '3');
  await expect(panel.panel.getByText('From 0 to 2.')).toBeVisible();
  await panel.change(() => panel.button('As on the model card').click());
  await expect(field('Temperature')).toHaveValue('');
  await panel.change(() => panel.button('As in the settings').click());
  await chat.ask('And now?');
  const last = chatRequests(upstream).at(-1);
  expect(fieldsOf(last)).toEqual(DEFAULTS);
  expect(last?.messages[0]?.content).toContain('an assistant that answers questions');

  // The next new conversation begins as usual.
  await chat.open();
  await expect(field('Seed')).toHaveValue('');
});

test('a conversation shows its own model; the last choice is the first one of new ones', async ({
  chat,
  upstream,
}) => {
  upstream.script('Well.');
  const ids = await chat.model
    .locator('option')
    .evaluateAll((options) => options.map((option) => option.getAttribute('value') ?? ''));
  const [one = '', two = '', three = ''] = ids;
  await chat.model.selectOption(two);
  await chat.ask('One?');
  const first = chat.page.url();
  await chat.open();
  await expect(chat.model).toHaveValue(two);
  await chat.model.selectOption(three);
  await chat.ask('Two?');
  await chat.open(first);
  await expect(chat.model).toHaveValue(two);
  const panel = new PanelPage(chat);
  await panel.open();
  const own = panel.panel.getByRole('combobox', { name: 'Model of this conversation' });
  await expect(own).toHaveValue(two);
  await panel.change(() => own.selectOption(one));
  await expect(chat.model).toHaveValue(one);
  await chat.page.reload();
  await expect(chat.model).toHaveValue(one);
  await chat.ask('Three?');
  expect(`upstream/${chatRequests(upstream).at(-1)?.model}`).toBe(one);
});

test('a field that the server refuses is told, and not offered any more', async ({ page }) => {
  const upstream = await startUpstream({ profile: 'mistral' });
  const app = await startApp({
    env: {
      UPSTREAM_BASE_URL: upstream.url,
      UPSTREAM_API_KEY: 'key-1',
      UPSTREAM_DIALECT: 'generic',
    },
  });
  const chat = new ChatPage(page);
  await chat.open(app.url);
  const panel = new PanelPage(chat);
  await panel.open();
  const seed = panel.panel.getByRole('textbox', { name: 'Seed', exact: true });
  await enter(seed, '7');
  await chat.ask('Now?');
  await expect(seed).toHaveAccessibleDescription(/does not take this; it is not sent/);
  await expect(panel.part('Last answer')).toContainText('The field “seed” was left out');
  await panel.change(() => panel.button('Seed: not chosen').click());
  await expect(seed).toBeHidden();
  await expect(panel.part('How it writes')).toContainText('does not take it: Seed.');
  await app.stop();
  await upstream.close();
});

test('the panel is sound for eyes and for assistive technology, on a phone and from right to left', async ({
  chat,
}) => {
  const { page } = chat;
  const panel = new PanelPage(chat);
  await panel.open();
  await panel.button('Write one for this conversation').click();
  const temperature = panel.panel.getByRole('textbox', { name: 'Temperature' });
  await enter(temperature, 'warm');
  await expect(temperature).toHaveAccessibleDescription(/This is no number/);
  await checkScreen(page, 'settings');
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await expectNoOverflow(page, 'settings from right to left');
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'));
  await page.setViewportSize({ width: 390, height: 844 });
  await panel.open();
  await checkScreen(page, 'settings on a phone');
});
