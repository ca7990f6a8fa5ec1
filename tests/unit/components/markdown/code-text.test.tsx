import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CodeText } from '@/components/message/markdown/code-text';

const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&quot;', '"');

test.each([
  ['lines', 'const a = "b";\n'.repeat(3000)],
  ['one line', 'x'.repeat(50_000)],
  ['empty lines', '\n'.repeat(30_000)],
])('long code of %s is all there, in pieces', (_name, code) => {
  const html = renderToStaticMarkup(<CodeText code={code} />);
  expect(html.match(/<span/g)?.length).toBeGreaterThan(3);
  expect(textOf(html)).toBe(code);
});

test('short code is one text', () => {
  expect(renderToStaticMarkup(<CodeText code={'a\nb'} />)).toBe('a\nb');
});

test('invisible characters are named, many in a row in one element', () => {
  const html = renderToStaticMarkup(<CodeText code={`a${'\u202e\u200b'.repeat(2000)}b`} />);
  expect(html.match(/<span/g)).toHaveLength(1);
  expect(textOf(html)).toBe(`a${Array(2000).fill('U+202E U+200B').join(' ')}b`);
});
