import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { Secret } from '@/lib/server/secret';

test('a secret shows itself only when asked', () => {
  const secret = new Secret('nvapi-planted');
  const shown = [
    `${secret}`,
    String(secret),
    JSON.stringify({ secret }),
    inspect({ secret }, { showHidden: true, depth: 5 }),
    format('%s %o %j', secret, secret, secret),
    JSON.stringify(Object.entries(secret)),
  ];
  expect(shown.join('\n')).not.toContain('planted');
  expect(secret.reveal()).toBe('nvapi-planted');
});
