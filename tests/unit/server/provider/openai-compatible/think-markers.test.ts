import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createThinkSplitter } from '@/lib/server/provider/openai-compatible/think-markers';

function split(pieces: readonly string[]): { text: string; reasoning: string } {
  const splitter = createThinkSplitter();
  const result = { text: '', reasoning: '' };
  const marked = [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
  for (const { type, text } of marked) result[type] += text;
  return result;
}

test.each([
  ['no marker', { text: 'no marker', reasoning: '' }],
  ['[THINK]why[/THINK]so', { text: 'so', reasoning: 'why' }],
  ['a[THINK]b[/THINK]c[THINK]d[/THINK]e', { text: 'ace', reasoning: 'bd' }],
  ['[THINK]never closed', { text: '', reasoning: 'never closed' }],
  ['stray[/THINK] mark', { text: 'stray mark', reasoning: '' }],
  ['[x] done, [THIN ice', { text: '[x] done, [THIN ice', reasoning: '' }],
  ['ends in [THI', { text: 'ends in [THI', reasoning: '' }],
  ['[[THINK]a[[/THINK]b', { text: '[b', reasoning: 'a[' }],
])('%s', (answer, expected) => {
  expect(split([answer])).toEqual(expected);
  expect(split([...answer])).toEqual(expected);
});

test('the same wherever it is cut', () => {
  const bits = fc.constantFrom('[THINK]', '[/THINK]', '[', 'T', 'a ', '[/', 'THINK]', '- [x] ');
  fc.assert(
    fc.property(fc.array(bits), fc.integer({ min: 1, max: 5 }), (parts, size) => {
      const answer = parts.join('');
      const pieces = answer.match(new RegExp(`.{1,${size}}`, 'gs')) ?? [];
      expect(split(pieces)).toEqual(split([answer]));
    }),
  );
});
