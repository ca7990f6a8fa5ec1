import type { Page } from '@playwright/test';

/** What a network that is switched off, or a refusal that a test asked for, writes to the console. */
const EXPECTED = /^Failed to load resource/;

/**
 * Notes what must never happen, whatever a test does: a violation of the page's security policy, an
 * error nobody caught, a complaint of React's, a request to another origin than the app's.
 *
 * @returns The list it fills.
 */
export function watchPage(page: Page, origin: string): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    const isBad =
      message.type() === 'error' || /Content[- ]Security[- ]Policy/i.test(message.text());
    if (isBad && !EXPECTED.test(message.text())) problems.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === origin || url.protocol === 'blob:' || url.protocol === 'data:';
    if (!isOwn) problems.push(`request to ${url.href}`);
  });
  return problems;
}
