import { test as base, expect } from '@playwright/test';
import { type RunningApp, startApp } from '../support/start-app';
import { startUpstream, type Upstream } from '../support/upstream/start-upstream';
import { ChatPage } from './chat-page';
import { watchPage } from './watch-page';

/** The key every test uses; it must never come back from the app. */
export const PLANTED_KEY = 'nvapi-planted-key-0123456789abcdef';

/** Slow enough to act while an answer is written. */
const TOKENS_PER_SECOND = 60;

type Worker = { upstream: Upstream; app: RunningApp; demo: RunningApp };

/** Tests get a running app that is connected to a simulated upstream, and one with the demo. */
export const test = base.extend<{ chat: ChatPage; demoChat: ChatPage }, Worker>({
  upstream: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs here.
    async ({}, use) => {
      const upstream = await startUpstream({
        profile: 'nvidia',
        tokensPerSecond: TOKENS_PER_SECOND,
      });
      await use(upstream);
      await upstream.close();
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ upstream }, use) => {
      const app = await startApp({
        env: {
          UPSTREAM_BASE_URL: upstream.url,
          UPSTREAM_API_KEY: PLANTED_KEY,
          UPSTREAM_DIALECT: 'nvidia',
          UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
        },
      });
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  demo: [
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    async ({}, use) => {
      const app = await startApp();
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  chat: async ({ page, app, upstream }, use) => {
    upstream.use();
    upstream.script(undefined);
    upstream.requests.clear();
    upstream.disconnects.clear();
    const problems = watchPage(page, app.url);
    const chat = new ChatPage(page);
    await chat.open(app.url);
    await use(chat);
    expect(problems).toEqual([]);
  },
  demoChat: async ({ page, demo }, use) => {
    const problems = watchPage(page, demo.url);
    const chat = new ChatPage(page);
    await chat.open(demo.url);
    await use(chat);
    expect(problems).toEqual([]);
  },
});

export { expect };
