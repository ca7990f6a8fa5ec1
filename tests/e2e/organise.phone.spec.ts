import { randomUUID } from 'node:crypto';
import { checkScreen, expectNoOverflow } from './check-screen';
import { expect, test } from './fixtures';
import { Sidebar } from './sidebar';

test('on a phone conversations are put in order in the drawer', async ({ chat, upstream }) => {
  const { page } = chat;
  const sidebar = new Sidebar(chat);
  const title = `Drawer ${randomUUID()}`;
  upstream.script('Yes.');
  await chat.ask(title);
  await chat.button('Open the list of conversations').tap();
  const choose = async (item: string) => {
    await chat.button(`Options for ${title}`).tap();
    await page.getByRole('menuitem', { name: item, exact: true }).tap();
  };
  await choose('Pin');
  await expect(sidebar.section('Pinned').getByRole('link', { name: title })).toBeVisible();
  await choose('Select');
  await expect(sidebar.checkbox(title)).toBeChecked();
  await checkScreen(page, 'selection');
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await expectNoOverflow(page, 'selection from right to left');
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'ltr'));
  await sidebar.bulk('Archive').tap();
  await expect(sidebar.row(title)).toHaveCount(0);
  await chat.button('Archive').tap();
  await checkScreen(page, 'archive');
  await sidebar.row(title).tap();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(chat.questions).toContainText(title);
});
