import { request as httpRequest } from 'node:http';
import { apiRoutes } from './api-routes';
import { expect, test } from './fixtures';

const POLICY = [
  "default-src 'none'",
  "script-src 'nonce-N' 'strict-dynamic'",
  "style-src 'self' 'nonce-N'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ');

/** The status of a request with a header that `fetch` does not let one set. */
function statusOf(url: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('every page has the exact policy with a nonce of its own, and nothing that a request brought', async ({
  app,
}) => {
  const nonces = new Set<string>();
  for (const path of ['/', '/', '/c/nonsense', '/no-such-page']) {
    const answer = await fetch(app.url + path, {
      headers: { 'x-nonce': 'planted', 'content-security-policy': "script-src 'nonce-planted' *" },
    });
    const policy = answer.headers.get('content-security-policy') ?? '';
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect(Buffer.from(nonce, 'base64').length).toBeGreaterThanOrEqual(16);
    nonces.add(nonce);
    expect(policy.replaceAll(nonce, 'N'), path).toBe(POLICY);
    const html = await answer.text();
    expect(html).not.toContain('planted');
    for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) {
      expect(tag, path).toContain(`nonce="${nonce}"`);
    }
    expect(Object.fromEntries(answer.headers), path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    });
    expect(answer.headers.get('cache-control'), path).toMatch(/^private, (?:.*, )?no-store/);
    expect(answer.headers.has('x-powered-by')).toBe(false);
  }
  expect(nonces.size).toBe(4);
});

test('what is not there does not answer: the optimiser, other hosts, server actions', async ({
  app,
}) => {
  const optimiser = '/_next/image?url=%2Fexamples%2Fchart.png&w=640&q=75';
  expect((await fetch(app.url + optimiser)).status).toBe(404);
  for (const { method, path } of [{ method: 'GET', path: '/' }, ...apiRoutes()]) {
    const url = app.url + path;
    const foreign = { host: 'evil.example' };
    expect([404, 421], `${method} ${path}`).toContain(await statusOf(url, foreign, method));
    const action = { 'next-action': '7f00aa' };
    if (path !== '/') expect(await statusOf(url, action, method), `${method} ${path}`).toBe(404);
  }
  for (const path of ['/', '/c/nonsense']) {
    const init = { method: 'POST', headers: { 'next-action': '7f00aa' }, body: '[]' };
    expect((await fetch(app.url + path, init)).status, path).toBe(404);
  }
  const crossSite = { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' };
  for (const { method, path } of apiRoutes().filter(({ method }) => method !== 'GET')) {
    expect(await statusOf(app.url + path, crossSite, method), `${method} ${path}`).toBe(403);
  }
});

test('the script that runs before the first paint comes from the cache of the browser', async ({
  app,
}) => {
  const answer = await fetch(`${app.url}/theme.js`);
  expect(answer.headers.get('cache-control')).toMatch(
    /^public, max-age=0, stale-while-revalidate=/,
  );
});
