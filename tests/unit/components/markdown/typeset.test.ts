import katex from 'katex';
import { expect, it } from 'vitest';
import { TYPESET_OPTIONS } from '@/components/message/markdown/typeset';
import { isCostlyFormula } from '@/lib/domain/markdown/is-costly-formula';

const nest = (open: string, close: string, count: number) =>
  `${open.repeat(count)}x${close.repeat(count)}`;

const doubling = 'abcdefghijklmnop'
  .split('')
  .map(
    (name, index, all) => `\\def\\${name}{${index === 0 ? 'xx' : `\\${all[index - 1]}`.repeat(2)}}`,
  )
  .join('');

const BOMBS: readonly string[] = [
  '\\def\\a{\\a\\a}\\a',
  '\\def\\a{\\b}\\def\\b{\\a}\\a',
  '\\newcommand{\\x}{\\x\\x}\\x',
  '\\gdef\\a#1{#1#1#1#1}\\a{\\a{\\a{\\a{\\a{\\a{\\a{\\a{x}}}}}}}}',
  `${doubling}\\p`,
  '\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\def\\c{\\b\\b\\b\\b\\b\\b\\b\\b\\b\\b}\\c\\c\\c\\c',
  '\\let\\a\\a\\a',
  '\\rule{1000000em}{1000000em}',
  '\\kern 1000000em x',
  '\\hskip 1000000em x',
  '\\raisebox{1000000em}{x}',
  ...[
    '{',
    '\\sqrt{',
    '\\frac{1}{',
    'x^{',
    'x_{',
    '\\overline{',
    '\\text{',
    '\\mathbf{',
    '\\boxed{',
  ].map((open) => nest(open, '}', 600)),
  ...['\\left(', '\\begin{matrix}', '\\begin{cases}'].map((open) =>
    nest(open, open.startsWith('\\left') ? '\\right)' : open.replace('begin', 'end'), 200),
  ),
  `\\begin{matrix}${'a&'.repeat(2000)}\\end{matrix}`,
  `\\begin{aligned}${'a\\\\'.repeat(800)}\\end{aligned}`,
  'é'.repeat(5000),
  "x'".repeat(2000),
];

const HOSTILE: readonly string[] = [
  '\\href{javascript:alert(1)}{x}',
  '\\url{javascript:alert(1)}',
  '\\includegraphics{https://evil.test/x.png}',
  '\\htmlId{a}{x}',
  '\\htmlClass{a}{x}',
  '\\htmlStyle{background:url(https://evil.test)}{x}',
  '\\htmlData{onclick=alert(1)}{x}',
  '\\color{red;background:url(https://evil.test)}x',
  '<img src=x onerror=alert(1)>',
  '\\text{<script>alert(1)</script>}',
  '\\verb|<img src=x onerror=alert(1)>|',
  '\\unicode{x3c}script',
];

/** As the page does, but into HTML text: there is no DOM here. `null` where TeX is shown as written. */
function typesetToText(tex: string): string | null {
  if (isCostlyFormula(tex)) return null;
  try {
    return katex.renderToString(tex, { ...TYPESET_OPTIONS, displayMode: true });
  } catch (error) {
    if (error instanceof katex.ParseError || error instanceof RangeError) return null;
    throw error;
  }
}

it.each(BOMBS.map((tex) => [tex.slice(0, 40), tex]))('%s stays small', (_name, tex) => {
  expect(typesetToText(tex)?.length ?? 0).toBeLessThan(100_000);
});

it.each(HOSTILE)('%s makes no link, picture or attribute of its own', (tex) => {
  const html = typesetToText(tex) ?? '';
  expect(html).not.toMatch(/<(?:a|img|script|iframe|object|embed|form)\b/i);
  expect(html).not.toMatch(/<[^>]*\s(?:on\w+|href|src|srcset|id|data-\w+)=/i);
  expect(html).not.toMatch(/style="[^"]*url\(/i);
});

it('typesets what people write', () => {
  for (const tex of [
    'E = mc^2',
    '\\frac{a}{b}',
    '\\begin{aligned}a&=b\\\\c&=d\\end{aligned}',
    '\\ce',
  ]) {
    expect(isCostlyFormula(tex)).toBe(false);
  }
  expect(typesetToText('\\frac{a}{b}')).toContain('class="katex"');
});
