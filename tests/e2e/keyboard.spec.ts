import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Name and role of what has the focus, as far as a person can tell. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: element } = document;
    if (!element || element === document.body) return 'page';
    const label = element.getAttribute('aria-label') ?? element.textContent ?? '';
    return `${element.tagName.toLowerCase()} ${label.trim()}`;
  });

/** Presses Tab until it comes round, past the edge of the page, and tells every stop. */
async function tabThrough(page: Page): Promise<string[]> {
  const stops: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop === stops[0]) return stops;
    if (stop !== 'page' || stops.length > 0) stops.push(stop);
  }
  throw new Error(`it never came round: ${stops.join(', ')}`);
}

test('Tab goes through the page from load to Send without a trap', async ({ chat, upstream }) => {
  const { page } = chat;
  upstream.script('Yes.');
  await expect(chat.textbox).toBeFocused();
  await chat.attach('tile-01.png');
  await chat.expectReady(1);
  await chat.textbox.fill('By keyboard alone');
  await chat.button('Hide the list of conversations').focus();
  const stops = await tabThrough(page);
  const order = [
    'button New chat',
    'button Settings',
    'button Open image 1',
    'button Remove image 1',
  ];
  order.push('textarea Message', 'button Attach images', 'select Model', 'button Send');
  expect(stops.filter((stop) => order.includes(stop))).toEqual(order);

  await chat.send.focus();
  await page.keyboard.press('Enter');
  await chat.expectStatus('done');
  await expect(chat.textbox).toBeFocused();
  const after = await tabThrough(page);
  for (const name of ['Open image 1: tile-01.png', 'Copy', 'Edit', 'Regenerate']) {
    expect(after).toContain(`button ${name}`);
  }
  expect(after.some((stop) => stop.startsWith('button Options for'))).toBe(true);
});

test('dialogs keep the focus, Escape closes them and gives it back', async ({ chat, upstream }) => {
  const { page } = chat;
  upstream.script('Yes.');
  await chat.ask('Escape me');
  const inDialog = () =>
    page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null);
  const expectTrapped = async () => {
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press(presses < 9 ? 'Tab' : 'Shift+Tab');
      expect(await inDialog()).toBe(true);
    }
  };
  await chat.button('Settings').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await expectTrapped();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(chat.button('Settings')).toBeFocused();

  const options = chat.conversations.getByRole('button', { name: 'Options for Escape me' }).first();
  for (const [item, title] of [
    ['Rename', 'Rename the conversation'],
    ['Delete', 'Delete this conversation?'],
  ] as const) {
    await options.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press(item.charAt(0));
    await expect(page.getByRole('menuitem', { name: item })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: title })).toBeVisible();
    await expectTrapped();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(options).toBeFocused();
  }
});
