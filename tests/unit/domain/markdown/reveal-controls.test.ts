import { expect, it } from 'vitest';
import { revealControls } from '@/lib/domain/markdown/reveal-controls';

it('leaves ordinary text in one piece', () => {
  const text = 'let a = "שלום";\n\treturn a; // é 漢';
  expect(revealControls(text)).toEqual([{ type: 'text', text }]);
  expect(revealControls('')).toEqual([]);
});

it('names each invisible control where it stands', () => {
  expect(revealControls('admin\u202e \u2066// check\u2069\u200b')).toEqual([
    { type: 'text', text: 'admin' },
    { type: 'control', text: '\u202e', names: ['U+202E'] },
    { type: 'text', text: ' ' },
    { type: 'control', text: '\u2066', names: ['U+2066'] },
    { type: 'text', text: '// check' },
    { type: 'control', text: '\u2069\u200b', names: ['U+2069', 'U+200B'] },
  ]);
});
