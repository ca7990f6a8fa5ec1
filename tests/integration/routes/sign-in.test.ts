import { describe, expect, test } from 'vitest';
import { openTestContext } from '../../support/test-context';
import { call, install, routeOf } from './routes';

const PASSWORD = 'correct horse battery';
const SIGN_IN = routeOf('POST', '/api/session');
const SIGN_OUT = routeOf('DELETE', '/api/session');
const SETTINGS = routeOf('GET', '/api/settings');

async function guarded(environment: Record<string, string> = {}) {
  const opened = await openTestContext({
    AUTH_MODE: 'password',
    ACCESS_PASSWORD: PASSWORD,
    ...environment,
  });
  install(opened.context);
  return opened;
}

const signIn = (password: string, headers: Record<string, string> = {}) =>
  call(SIGN_IN, { body: { password }, headers });
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? '';

test('the right password opens, until one signs out', async () => {
  await guarded();
  const response = await signIn(PASSWORD);
  expect(response.status).toBe(204);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const cookie = cookieOf(response);
  expect((await call(SETTINGS, { headers: { cookie } })).status).toBe(200);
  const out = await call(SIGN_OUT, { headers: { cookie } });
  expect(out.status).toBe(204);
  expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await call(SETTINGS, { headers: { cookie: cookieOf(out) } })).status).toBe(401);
});

test('a wrong one does not, and after five everybody waits', async () => {
  await guarded();
  for (let count = 0; count < 5; count += 1) {
    const response = await signIn('wrong');
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { code: 'password-wrong' },
    ]);
    expect(response.headers.get('set-cookie')).toBeNull();
  }
  const response = await signIn(PASSWORD, { 'x-forwarded-for': '203.0.113.9' });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('10');
  expect(await response.json()).toMatchObject({ code: 'throttled', details: { seconds: 10 } });
});

test.each([{}, { password: 1 }, { password: null }, { password: 'x'.repeat(1001) }])(
  'what is no password is refused: %#',
  async (body) => {
    await guarded();
    const response = await call(SIGN_IN, { body });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { code: 'request-invalid' },
    ]);
  },
);

describe('by https the cookie is bound to the host', () => {
  test.each([
    [{}, { 'x-forwarded-proto': 'https' }, true],
    [{ PUBLIC_URL: 'https://tenlens.example' }, {}, true],
    [{ PUBLIC_URL: 'http://tenlens.example' }, { 'x-forwarded-proto': 'https' }, false],
    [{}, {}, false],
  ])('%j and %j: %s', async (environment, headers, isSecure) => {
    await guarded(environment);
    const cookie = (await signIn(PASSWORD, headers)).headers.get('set-cookie') ?? '';
    expect(cookie.startsWith('__Host-') && cookie.endsWith('; Secure')).toBe(isSecure);
  });
});

test('the public address is a host of ours, another is not', async () => {
  await guarded({ PUBLIC_URL: 'https://tenlens.example' });
  const host = 'tenlens.example';
  expect((await signIn(PASSWORD, { host, origin: 'https://tenlens.example' })).status).toBe(204);
  expect((await signIn(PASSWORD, { host: 'other.example' })).status).toBe(421);
});

test('without a gate there is nothing to sign in to', async () => {
  const { context } = await openTestContext();
  install(context);
  expect((await signIn(PASSWORD)).status).toBe(404);
});
