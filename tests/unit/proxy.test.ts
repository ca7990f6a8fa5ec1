import { unstable_doesMiddlewareMatch } from 'next/experimental/testing/server';
import { NextRequest } from 'next/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { config, proxy } from '@/proxy';

afterEach(() => vi.unstubAllEnvs());

const ORIGIN = 'http://localhost:3000';
type Asked = { method?: string; headers?: Record<string, string> };
const ask = (path: string, asked: Asked = {}) => proxy(new NextRequest(`${ORIGIN}${path}`, asked));
const passes = (url: string, headers: Record<string, string> = {}) =>
  unstable_doesMiddlewareMatch({ config, nextConfig: {}, url: `${ORIGIN}${url}`, headers });

describe('which addresses pass here', () => {
  test.each([
    '/',
    '/c/1',
    '/sign-in',
    '/livezx',
    '/livez/x',
    '/readyz-1',
    '/icons',
    '/icon.svg.html',
    '/iconxsvg',
    '/theme.jsx',
    '/examples/a/b',
    '/examplesx',
    '/favicon.ico',
    '/apix',
    '/_nextx',
  ])('%s does', (path) => {
    expect(passes(path)).toBe(true);
  });

  test.each([
    '/livez',
    '/readyz',
    '/icon.svg',
    '/icon.svg?0123abcd',
    '/theme.js',
    '/examples/chart.png',
    '/_next/static/chunks/a.js',
    '/api/chat',
    '/api/attachments',
  ])('%s does not, unless it asks for a Server Action', (path) => {
    expect(passes(path)).toBe(false);
    expect(passes(path, { 'next-action': 'x' })).toBe(true);
  });
});

describe('a page', () => {
  test.each(['GET', 'HEAD'])('is read by %s', (method) => {
    const response = ask('/', { method });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toMatch(/script-src 'nonce-/);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('is not asked by %s', (method) => {
    const response = ask('/', { method });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each(['GET', 'POST'])('has no Server Action for %s', (method) => {
    expect(ask('/', { method, headers: { 'next-action': 'x' } }).status).toBe(404);
  });

  test('says what is missing while set-up is not complete, step by step', async () => {
    vi.stubEnv('VERCEL', '1');
    const first = ask('/c/1');
    expect([first.status, await first.text()]).toEqual([
      503,
      expect.stringContaining('DATABASE_URL'),
    ]);
    vi.stubEnv('DATABASE_URL', 'postgres://host/name');
    const second = ask('/c/1');
    expect([second.status, await second.text()]).toEqual([
      503,
      expect.stringContaining('AUTH_MODE'),
    ]);
    vi.stubEnv('AUTH_MODE', 'password');
    vi.stubEnv('ACCESS_PASSWORD', 'correct horse battery');
    expect(ask('/c/1').status).toBe(200);
  });
});

describe('a browser is told to stay with https', () => {
  const told = (headers = {}) => ask('/', { headers }).headers.get('strict-transport-security');

  test('where it came by it, as the proxy in front says', () => {
    expect(told()).toBeNull();
    expect(told({ 'x-forwarded-proto': 'http' })).toBeNull();
    expect(told({ 'x-forwarded-proto': 'https' })).toBe('max-age=31536000');
  });

  test('or as the public address says', () => {
    vi.stubEnv('PUBLIC_URL', 'https://tenlens.example');
    expect(told()).toBe('max-age=31536000');
    vi.stubEnv('PUBLIC_URL', 'http://tenlens.example');
    expect(told({ 'x-forwarded-proto': 'https' })).toBeNull();
  });
});
