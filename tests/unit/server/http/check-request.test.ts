import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { checkHost, checkOrigin } from '@/lib/server/http/check-request';

/** The code that a check refuses with; `null` when it lets pass. */
function codeOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

describe('the host that a request names', () => {
  const hostCode = (host: string | null) =>
    codeOf(() =>
      checkHost(new Headers(host === null ? {} : { host }), {
        allowedHosts: ['tenlens.example', 'tenlens.example:8443'],
      }),
    );

  test.each([
    'localhost',
    'localhost:3000',
    'LOCALHOST:3000',
    '127.0.0.1',
    '127.0.0.1:65535',
    '[::1]',
    '[::1]:3000',
    'tenlens.example',
    'Tenlens.Example:8443',
  ])('%s is ours', (host) => {
    expect(hostCode(host)).toBeNull();
  });

  test.each([
    null,
    '',
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    'localhost.:3000',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '0.0.0.0:3000',
    '192.168.1.5:3000',
    'tenlens.example:3000',
    'tenlens.example.evil.example',
    'user@localhost',
    'localhost:3000:3000',
    'localhost, evil.example',
  ])('%s is not', (host) => {
    expect(hostCode(host)).toBe('host-unknown');
  });
});

describe('where a write comes from', () => {
  const originCode = (method: string, headers: Record<string, string>) =>
    codeOf(() =>
      checkOrigin(
        new Request('http://localhost:3000/', {
          method,
          headers: { host: 'localhost:3000', ...headers },
        }),
      ),
    );

  test.each([
    ['a program', {}],
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }],
    ['our own page over plain http', { origin: 'http://localhost:3000' }],
    ['our own page behind a proxy with https', { origin: 'https://localhost:3000' }],
  ])('%s may', (_name, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(originCode(method, headers)).toBeNull();
    }
  });

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }],
    ['a sister site', { 'sec-fetch-site': 'same-site' }],
    ['an address typed by hand', { 'sec-fetch-site': 'none' }],
    ['a word that no browser says', { 'sec-fetch-site': 'SAME-ORIGIN ' }],
    ['another origin', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://localhost:8080' }],
    ['a sandbox', { origin: 'null' }],
    ['an origin that is none', { origin: 'localhost:3000' }],
    ['an empty origin', { origin: '' }],
  ])('%s may not', (_name, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(originCode(method, headers)).toBe('origin-foreign');
    }
  });

  test('a read may come from anywhere: it changes nothing and its answer is not shared', () => {
    for (const method of ['GET', 'HEAD']) {
      expect(originCode(method, { 'sec-fetch-site': 'cross-site' })).toBeNull();
    }
  });
});
