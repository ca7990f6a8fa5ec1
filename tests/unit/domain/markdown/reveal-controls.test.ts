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
    { type: 'control', name: 'U+202E' },
    { type: 'text', text: ' ' },
    { type: 'control', name: 'U+2066' },
    { type: 'text', text: '// check' },
    { type: 'control', name: 'U+2069' },
    { type: 'control', name: 'U+200B' },
  ]);
});
