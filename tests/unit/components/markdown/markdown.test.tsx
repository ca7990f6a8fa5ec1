import { describe, expect, it } from 'vitest';
import { readable, render } from './render';

describe('an answer shows', () => {
  it('paragraphs, emphasis, quotes and rules', () => {
    const html = render('a **b** *c* ~~d~~\n\n> quote\n\n---\n');
    expect(html).toContain('<strong>b</strong> <em>c</em> <del>d</del>');
    expect(html).toMatch(/<blockquote[^>]*>\s*<p dir="auto">quote<\/p>/);
    expect(html).toContain('<hr');
  });

  it('a tilde as "about"', () => {
    expect(render('~5 to ~10')).toContain('~5 to ~10');
  });

  it('headings below the one of the page, the first as level 2', () => {
    const html = render('### A\n\n###### B\n\n# C\n\nD\n===\n');
    expect([...html.matchAll(/<(h\d)[^>]*>(\w)/g)].map((match) => match[1])).toEqual([
      'h2',
      'h3',
      'h2',
      'h2',
    ]);
  });

  it('lists with their numbers', () => {
    const html = render('3. a\n4. b\n   - c\n');
    expect(html).toContain('start="3"');
    expect(html).toMatch(/<li[^>]*>c<\/li>/);
  });

  it('a long list in pieces whose numbers go on', () => {
    const html = render('1. an item of a long list\n'.repeat(200));
    const starts = [...html.matchAll(/<ol[^>]* start="(\d+)"/g)].map((match) => Number(match[1]));
    expect(starts.length).toBeGreaterThan(1);
    expect(html.match(/<li/g)).toHaveLength(200);
    const pieces = html.split('<ol').slice(1);
    const first = pieces[0]?.match(/<li/g)?.length ?? 0;
    expect(starts[0]).toBe(first + 1);
  });

  it('tasks as disabled boxes with names', () => {
    const html = render('- [x] a\n- [ ] b\n');
    expect(html).toMatch(
      /<input type="checkbox" disabled="" readOnly="" aria-label="Done"[^>]*checked=""\/>/,
    );
    expect(html).toMatch(
      /<input type="checkbox" disabled="" readOnly="" aria-label="To do"[^>]*\/>/,
    );
  });

  it('tables that scroll by keyboard and can be copied', () => {
    const html = render('| a | b |\n|---|--:|\n| 1<br>2 | 3 |\n');
    expect(html).toMatch(/role="group" aria-label="Table" tabindex="0"/);
    expect(html).toMatch(/<td class="[^"]*text-right"><bdi>3<\/bdi><\/td>/);
    expect(html).toMatch(/1<br\/>/);
    expect(html).toContain('aria-label="Copy as TSV"');
    expect(html).toContain('aria-label="Copy as CSV"');
  });

  it('code with its language, its text and a button', () => {
    const html = render('```ts\nconst a = "<b>";\n```\n');
    expect(html).toContain('aria-label="Code in ts"');
    expect(html).toContain('aria-label="Copy code"');
    expect(html).toMatch(/<figure dir="ltr"/);
    expect(readable(html)).toContain('const a = "<b>";');
  });

  it('code in a list as a block, too', () => {
    expect(render('1. a\n\n   ```sh\n   ls\n   ```\n')).toContain('aria-label="Code in sh"');
  });

  it('invisible control characters in code by name', () => {
    expect(readable(render('```\nadmin\u202e\n```\n\n`a\u2066b`'))).toContain('admin U+202E');
  });

  it('line breaks in HTML as such, all other HTML as text', () => {
    const html = render('a<br>b <b>c</b>\n\n<div class="x">\nd\n</div>\n');
    expect(html).toContain('a<br/>');
    expect(readable(html)).toContain('<b>c</b> <div class="x"> d </div>');
  });

  it('footnotes and link definitions of other blocks', () => {
    const html = render(
      'See[^1] and [the page][p].\n\nMore.\n\n[^1]: The note.\n\n[p]: https://p.test/x\n',
    );
    expect(html).toContain('See<sup');
    expect(readable(html)).toContain('[1] The note.');
    expect(html).toContain('href="https://p.test/x"');
  });

  it('half-written Markdown without a jump while it streams, and as it is afterwards', () => {
    expect(render('a **bold te', true)).toContain('<strong>bold te');
    expect(render('a **bold te', false)).toContain('a **bold te');
  });

  it('a caret after the last word while it streams', () => {
    expect(render('one\n\n- two', true)).toMatch(/two<span class="answer-caret"><\/span>/);
    expect(render('one\n\n- two', false)).not.toContain('answer-caret');
  });

  it('each block in its own direction', () => {
    const html = render('Hello\n\n- مرحبا\n\n  عالم\n\n> שלום\n');
    expect(html).toContain('<ul dir="rtl"');
    expect(html).toContain('<blockquote dir="rtl"');
    expect(html).toContain('<p dir="auto">Hello');
  });
});

describe('links', () => {
  const linkOf = (markdown: string) => /<a [^>]*>/.exec(render(markdown))?.[0];

  it('open in a new tab and say where they go', () => {
    const html = render('[the report](https://example.org/a?b=c)');
    expect(html).toContain('href="https://example.org/a?b=c" title="https://example.org/a?b=c"');
    expect(html).toContain('target="_blank" rel="noopener noreferrer"');
    expect(readable(html)).toBe('the report (example.org)');
  });

  it.each([
    ['<https://example.org/a>', 'https://example.org/a'],
    ['https://example.org/a', 'https://example.org/a'],
    ['www.example.org/a', 'www.example.org/a'],
    ['[example.org](https://www.example.org/)', 'example.org'],
    ['me@example.org', 'me@example.org'],
  ])('do not repeat the host of %s', (markdown, text) => {
    expect(readable(render(markdown))).toBe(text);
  });

  it.each([
    ['[google.com](https://evil.test/)', 'evil.test'],
    ['[https://google.com](https://google.com.evil.test/)', 'google.com.evil.test'],
    ['[google.com](https://google.com@evil.test/)', 'evil.test'],
    ['[a](https://еxample.org/)', 'xn--xample-2of.org'],
    ['[write](mailto:a@b.test)', 'a@b.test'],
  ])('show the true host of %s', (markdown, host) => {
    expect(readable(render(markdown))).toContain(`(${host})`);
  });

  it.each([
    '[a](/api/x)',
    '[a](#b)',
    '[a](ftp://x.test/)',
    `[a](https://x.test/${'a'.repeat(2000)})`,
  ])('to %s stay text', (markdown) => {
    expect(linkOf(markdown)).toBeUndefined();
    expect(readable(render(markdown))).toBe('a');
  });
});

describe('money stays text', () => {
  it.each(['costs $5 and $6', '$5', 'from $a to $b', '$$5 and $$6', 'US$ 5–$10 (or $$)', '$\\$$'])(
    '%s',
    (markdown) => {
      expect(render(markdown)).not.toContain('data-tex');
    },
  );
});

describe('formulas', () => {
  const formulasOf = (markdown: string, isStreaming = false) =>
    [...render(markdown, isStreaming).matchAll(/data-tex="([^"]*)"/g)].map((match) =>
      match[1]?.replaceAll('&amp;', '&').replaceAll('&lt;', '<'),
    );

  it.each([
    ['x \\(a_1 * b_2 * c\\) y', ['a_1 * b_2 * c']],
    ['\\[ a \\]', ['a']],
    ['$$a$$', ['a']],
    ['$$\na\n+ b\n- c\n$$', ['a\n+ b\n- c']],
    ['$$ a\n+ b $$', ['a\n+ b']],
    ['text\n$$\na\n$$\nmore', ['a']],
    ['so $$a$$ and \\(b\\) and \\[c\\] end', ['a', 'b', 'c']],
    ['- a\n\n  $$\n  x\n  - y\n  $$\n\n  b', ['x\n- y']],
    ['> \\[\n> x\n> \\]', ['x']],
    ['| a |\n|---|\n| \\(x\\) |', ['x']],
    ['# About \\(x\\)', ['x']],
    ['\\(a \\\\ b \\) c', ['a \\\\ b']],
    ['\\(\\frac{a}{b}\\)', ['\\frac{a}{b}']],
    ['$$a < b & c$$', ['a < b & c']],
    ['\\[\na\n\nb\n\\]', ['a\n\nb']],
    ['$$\\text{a \\$ b}$$', ['\\text{a \\$ b}']],
  ])('%j', (markdown, tex) => {
    expect(formulasOf(markdown)).toEqual(tex);
  });

  it.each([
    '`\\(a\\)`',
    '```\n$$\na\n$$\n```',
    '\\\\(a\\\\)',
    'a \\(b',
    'a $$ b',
    '$$\na',
    '\\[ a',
    '- $$\n  a\n- b',
    '$$$$',
    '\\(\\)',
    '\\( \\)',
  ])('none in %j', (markdown) => {
    expect(formulasOf(markdown)).toEqual([]);
    expect(formulasOf(markdown, true)).toEqual([]);
  });

  it('loses nothing of an unclosed one', () => {
    expect(readable(render('$$\na_1 * b_2 * c', true))).toContain('a_1 * b_2 * c');
    expect(readable(render('- $$\n  a_1 * b_2\n- c'))).toContain('$$ a_1 * b_2');
  });

  it('takes thousands of unclosed delimiters for text', () => {
    const html = render('\\(a '.repeat(4000));
    expect(html).not.toContain('data-tex');
  });
});

describe('costly Markdown', () => {
  it('is shown as it was written, with a word of why', () => {
    const source = '*a_ '.repeat(2000);
    const html = render(source);
    expect(html).not.toContain('<em>');
    expect(readable(html)).toContain(source.trim());
    expect(readable(html)).toContain('Shown as plain text');
  });

  it('leaves the other blocks alone', () => {
    expect(render(`**a**\n\n${'*a_ '.repeat(2000)}\n\n**b**`)).toMatch(/<strong>a<.*<strong>b</s);
  });
});
