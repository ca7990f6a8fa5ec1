import fc from 'fast-check';
import { expect, test } from 'vitest';
import { titleFrom } from '@/lib/domain/conversation/title-from';
import { attachmentOf } from '../../../support/messages';

test.each([
  ['the first line that says something', '\n  \n  What is this?  \nMore', 'What is this?'],
  ['without the return of a Windows line', 'One\r\nTwo', 'One'],
  ['80 characters stay whole', 'x'.repeat(80), 'x'.repeat(80)],
  ['81 become 79 and an ellipsis', 'x'.repeat(81), `${'x'.repeat(79)}…`],
  ['no blank before the ellipsis', `${'x'.repeat(78)} yyyy`, `${'x'.repeat(78)}…`],
])('%s', (_name, text, title) => {
  expect(titleFrom(text, [attachmentOf(1)])).toBe(title);
});

test('pictures alone give the first one’s name; nothing gives nothing', () => {
  expect(titleFrom(' \n', [attachmentOf(7), attachmentOf(8)])).toBe('picture-7.png');
  expect(titleFrom('', [])).toBe('');
});

test('never longer than 80 characters, never half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const title = titleFrom(text, []);
      expect(Array.from(title).length).toBeLessThanOrEqual(80);
      expect(title.isWellFormed()).toBe(true);
    }),
  );
});
