import { expect, test } from 'vitest';
import { returnPath, signInPathFor } from '@/lib/domain/return-path';
import { uuidOf } from '../../support/messages';

test('signing in leads back to the conversation', () => {
  const path = `/c/${uuidOf(1)}`;
  const search = new URL(signInPathFor(uuidOf(1)), 'http://localhost').searchParams;
  expect(returnPath(search.get('next'))).toBe(path);
  expect(signInPathFor(null)).toBe('/sign-in?next=%2F');
});

test.each([
  undefined,
  null,
  ['/c/1'],
  '//evil.example',
  'https://evil.example',
  '/\\evil.example',
  '/c/../evil',
  `/c/${uuidOf(1)}/../../evil`,
  `//evil.example/c/${uuidOf(1)}`,
  'javascript:alert(1)',
])('an address cannot lead elsewhere: %s', (wanted) => {
  expect(returnPath(wanted)).toBe('/');
});
