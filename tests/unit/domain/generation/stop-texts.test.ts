import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readStopTexts, writeStopTexts } from '@/lib/domain/generation/stop-texts';

it('reads one text a line, with line breaks and tabs by their signs', () => {
  expect(readStopTexts('END\n\n\\n\\n\n a\\tb \nC:\\\\n\n\\d')).toEqual([
    'END',
    '\n\n',
    ' a\tb ',
    'C:\\n',
    '\\d',
  ]);
  expect(readStopTexts('')).toEqual([]);
});

it('gives back whatever was written', () => {
  const texts = fc.array(fc.string({ minLength: 1 }));
  fc.assert(
    fc.property(texts, (each) => {
      expect(readStopTexts(writeStopTexts(each))).toEqual(each);
    }),
  );
});
