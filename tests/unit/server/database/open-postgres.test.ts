import { expect, test } from 'vitest';
import { passwordsOf, postgresOptions } from '@/lib/server/database/open-postgres';
import { Secret } from '@/lib/server/secret';

const address = (rest: string) => new Secret(`postgres://anna:p%40ss@host/db${rest}`);

test.each([
  ['', ''],
  ['?sslmode=disable', '?sslmode=disable'],
  ['?sslmode=require', '?sslmode=verify-full'],
  ['?application_name=x&sslmode=prefer&a=b', '?application_name=x&sslmode=verify-full&a=b'],
  ['?sslmode=verify-ca', '?sslmode=verify-full'],
  ['?sslmode=no-verify', '?sslmode=no-verify'],
])('an address with %s asks the driver for %s', (given, asked) => {
  expect(postgresOptions(address(given)).connectionString).toBe(address(asked).reveal());
});

test('passwords are known as they are written and as they are sent', () => {
  expect(passwordsOf(address('?password=q&x'))).toEqual(['p%40ss', 'p@ss', 'q', 'q']);
});
