import type { Page } from '@playwright/test';
import { type RunningApp, type StartOptions, startApp } from '../support/start-app';
import {
  startUpstream,
  type Upstream,
  type UpstreamOptions,
} from '../support/upstream/start-upstream';
import { expect } from './fixtures';
import { watchPage } from './watch-page';

type Pair = { readonly upstream: Upstream; readonly app: RunningApp };

/**
 * Gives a test an app of its own, which ends with the test, however it ends. Neither its page nor
 * another one that it opened may have had a problem.
 */
export async function withOwnApp(
  page: Page,
  options: StartOptions,
  use: (app: RunningApp) => Promise<void>,
): Promise<void> {
  const app = await startApp(options);
  try {
    const watched = [watchPage(page, app.url)];
    const watch = (opened: Page) => void watched.push(watchPage(opened, app.url));
    page.context().on('page', watch);
    await use(app);
    page.context().off('page', watch);
    expect(watched.flat()).toEqual([]);
  } finally {
    await app.stop();
  }
}

/**
 * Gives a test a simulated server and an app of its own that is connected to it; see `withOwnApp`.
 *
 * @param env - The app's variables beside `UPSTREAM_BASE_URL`.
 */
export async function withApp(
  page: Page,
  options: UpstreamOptions,
  env: Readonly<Record<string, string>>,
  use: (pair: Pair) => Promise<void>,
): Promise<void> {
  const upstream = await startUpstream(options);
  try {
    await withOwnApp(page, { env: { UPSTREAM_BASE_URL: upstream.url, ...env } }, (app) =>
      use({ upstream, app }),
    );
  } finally {
    await upstream.close();
  }
}
