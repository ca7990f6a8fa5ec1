import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { toConnectError } from '@/lib/server/egress/fetch-upstream';

const fail = (cause: unknown) => new TypeError('fetch failed', { cause });
const coded = (code: string) => Object.assign(new Error(`text of ${code}`), { code });

test.each([
  ['ECONNREFUSED', 'upstream-unreachable'],
  ['ENOTFOUND', 'upstream-unreachable'],
  ['EAI_AGAIN', 'upstream-unreachable'],
  ['EHOSTUNREACH', 'upstream-unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'upstream-unreachable'],
  ['CERT_HAS_EXPIRED', 'upstream-tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'upstream-tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'upstream-tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'upstream-tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'upstream-tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'upstream-tls'],
  ['EPROTO', 'upstream-tls'],
  ['UND_ERR_HEADERS_TIMEOUT', 'upstream-timeout'],
  ['ECONNRESET', 'upstream-down'],
  ['UND_ERR_SOCKET', 'upstream-down'],
])('%s is %s', (code, expected) => {
  expect(toConnectError(fail(coded(code)), { connection: 'Lab' }).code).toBe(expected);
});

test('several addresses that all failed count as the first', () => {
  const cause = new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]);
  expect(toConnectError(fail(cause), {}).code).toBe('upstream-unreachable');
});

test('only the code of a cause is kept: its text may say anything', () => {
  const error = toConnectError(fail(coded('ECONNREFUSED')), { connection: 'Lab' });
  expect(inspect(error, { depth: 9 })).not.toContain('text of');
  expect(error.cause).toMatchObject({ message: 'ECONNREFUSED' });
});
