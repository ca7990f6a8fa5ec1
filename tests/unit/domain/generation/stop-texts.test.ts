import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MAX_STOP_CHARACTERS, MAX_STOP_TEXTS } from '@/lib/domain/generation/generation-choice';
import { readStopTexts, stopProblem, writeStopTexts } from '@/lib/domain/generation/stop-texts';

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

it('says what keeps texts from being sent', () => {
  const longest = 'x'.repeat(MAX_STOP_CHARACTERS);
  const most = new Array<string>(MAX_STOP_TEXTS).fill(longest);
  expect(stopProblem([])).toBeNull();
  expect(stopProblem(most)).toBeNull();
  expect(stopProblem([...most, 'x'])).toBe('too-many');
  expect(stopProblem(['x', `${longest}x`])).toBe('too-long');
});
