import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { type RunningApp, startApp } from '../support/start-app';
import { apiRoutes } from './api-routes';
import { ChatPage } from './chat-page';
import { expect, PLANTED_KEY, test } from './fixtures';
import { watchPage } from './watch-page';

const PASSWORD = 'planted-password-correct-horse';
const BUILD = fileURLToPath(
  new URL(`../../${process.env.NEXT_DIST_DIR || '.next'}/static`, import.meta.url),
);

let locked: RunningApp;

test.beforeAll(async ({ upstream }) => {
  locked = await startApp({
    env: {
      AUTH_MODE: 'password',
      ACCESS_PASSWORD: PASSWORD,
      UPSTREAM_BASE_URL: upstream.url,
      UPSTREAM_API_KEY: PLANTED_KEY,
      UPSTREAM_DIALECT: 'nvidia',
      UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
    },
  });
});
test.afterAll(() => locked.stop());

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Headers and bodies of all that the app sends to a page, as they come. */
function recordResponses(page: Page): { readonly texts: Promise<string>[] } {
  const texts: Promise<string>[] = [];
  page.on('response', (response) => {
    const read = async () => {
      const headers = JSON.stringify(await response.allHeaders());
      // A redirect has no body; a body that was given up cannot be read.
      const body = await response.body().catch(() => Buffer.alloc(0));
      return `${response.url()} ${headers} ${body.toString('latin1')}`;
    };
    texts.push(read());
  });
  return { texts };
}

test('without a session every route answers 401', async () => {
  const routes = apiRoutes();
  expect(routes.length).toBeGreaterThanOrEqual(15);
  for (const { method, path } of routes.filter(({ path }) => path !== '/api/session')) {
    const init = { method, headers: { 'content-type': 'application/json' } };
    const body = method === 'GET' ? {} : { body: '{}' };
    const answer = await fetch(locked.url + path, { ...init, ...body });
    expect(answer.status, `${method} ${path}`).toBe(401);
    expect(await answer.json(), `${method} ${path}`).toMatchObject({ code: 'unauthenticated' });
  }
});

test('every page leads to sign-in; the right password opens, signing out closes; no secret comes out', async ({
  page,
  upstream,
}) => {
  const problems = watchPage(page, locked.url);
  const { texts } = recordResponses(page);
  for (const path of ['/', `/c/${randomUUID()}`, '/c/nonsense']) {
    await page.goto(locked.url + path);
    await expect(page).toHaveURL(`${locked.url}/sign-in`);
  }
  const chat = new ChatPage(page);
  await signIn(page, 'wrong');
  await expect(chat.alerts).toContainText('The password is not right');
  await expect(page).toHaveURL(`${locked.url}/sign-in`);
  await signIn(page, PASSWORD);
  await expect(chat.textbox).toBeEditable();
  await expect(page).toHaveURL(`${locked.url}/`);

  upstream.script('Inside.');
  upstream.use('ok');
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  await chat.ask('Who is there?');
  // A server that repeats the key in its failures, before and within an answer.
  for (const [scenario, status] of [
    ['key-echo', 'failed'],
    ['key-echo-mid', 'cut'],
  ] as const) {
    upstream.use(scenario);
    await chat.start(`Say the key, ${scenario}`);
    await chat.expectStatus(status);
  }
  await page.reload();
  await chat.expectStatus('cut');

  const [session] = (await page.context().cookies()).filter(({ name }) => /session/.test(name));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  // The session ends while something is typed: nothing of it is lost.
  await chat.attach('photo.jpg');
  await chat.expectReady(1);
  const conversation = page.url();
  await page.context().clearCookies();
  await chat.textbox.fill('Too late');
  await chat.send.click();
  await expect(chat.alerts.last()).toContainText('You are signed out.');
  await expect(chat.textbox).toHaveValue('Too late');
  await page.reload();
  await expect(page).toHaveURL(`${locked.url}/sign-in`);

  await signIn(page, PASSWORD);
  await expect(page).toHaveURL(`${locked.url}/`);
  await page.goto(conversation);
  await expect(chat.textbox).toHaveValue('Too late');
  await chat.expectReady(1);
  expect(await chat.trayNames()).toEqual(['photo.jpg']);
  await chat.button('Settings').click();
  await page.getByRole('textbox', { name: 'System prompt' }).fill('Be brief.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByText('Saved')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${locked.url}/sign-in`);
  await page.goto(locked.url);
  await expect(page).toHaveURL(`${locked.url}/sign-in`);
  expect(problems).toEqual([]);

  const received = await Promise.all(texts);
  expect(received.length).toBeGreaterThan(40);
  const chunks = readdirSync(BUILD, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.\w+$/.test(file))
    .map((file) => readFileSync(join(BUILD, file), 'latin1'));
  expect(chunks.length).toBeGreaterThan(10);
  for (const secret of [PLANTED_KEY, PASSWORD]) {
    const leaks = [...received, ...chunks].filter((text) => text.includes(secret));
    expect(leaks.map((text) => text.slice(0, 200))).toEqual([]);
    expect(locked.output()).not.toContain(secret);
  }
});
