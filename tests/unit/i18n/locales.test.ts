import { expect, test } from 'vitest';
import { chooseLocale, directionOf } from '@/lib/i18n/locales';

test.each([
  ['en', 'ltr'],
  ['en-GB', 'ltr'],
  ['ar', 'rtl'],
  ['he-IL', 'rtl'],
  ['', 'ltr'],
])('%s is written %s', (locale, direction) => {
  expect(directionOf(locale)).toBe(direction);
});

test.each([
  [undefined, null],
  ['en', 'de'],
  [undefined, 'en-GB,en;q=0.9,de;q=0.8'],
  ['xx', 'zz, *'],
  ['../../etc/passwd', ';;,,=;q'],
])('cookie %s and header %s give a language that has a catalogue', (cookie, header) => {
  expect(chooseLocale(cookie, header)).toBe('en');
});
