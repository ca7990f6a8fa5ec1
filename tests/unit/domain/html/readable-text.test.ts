import { describe, expect, test, vi } from 'vitest';
import { readableText } from '@/lib/domain/html/readable-text';

const read = (html: string) => readableText(html, 100_000);

describe('what a person reads of a page', () => {
  test('is its text, in lines', () => {
    const { title, text } = read(`<!doctype html><html><head><title>A &amp; B</title>
      <style>p { color: red }</style><script>if (a < b) alert("</p>")</script></head>
      <body><nav><a href="/">Home</a></nav><!-- not > this -->
      <h1>Heading</h1><p>One  <b>bold</b>
      line.</p><ul><li>first<li>second</ul>
      <table><tr><th>A</th><td>1 &lt; 2</td></tr></table>
      caf&eacute; &#8364;&#x20ac; &unknown; 3 < 4<br>end<footer>Imprint</footer></body></html>`);
    expect(title).toBe('A & B');
    expect(text).toBe(
      '# Heading\n\nOne bold line.\n\n- first\n- second\n\n| A | 1 < 2\n\ncafé €€ &unknown; 3 < 4\nend',
    );
  });

  test.each([
    ['<p>a<script>never closed', 'a'],
    ['<head><title>t</title><body>text', 'text'],
    ['<svg><svg></svg>hidden</svg>shown', 'shown'],
    ['<nav>hidden<footer>hidden</footer></nav>shown', 'shown'],
    ['a<!-- never closed', 'a'],
    ['a<p', 'a'],
    ['</constructor><__proto__>a<toString>b', '<__proto__>ab'],
    ['&#0;&#xffffff;&#xd800;&constructor;', '\ufffd\ufffd\ufffd&constructor;'],
    ['', ''],
  ])('also of one that is broken: %s', (html, text) => expect(read(html).text).toBe(text));

  test.each([
    ['<p>a<p hidden>b</p>c', 'a\nc'],
    ['<p hidden>a<p>b', 'b'],
    ['<ul><li hidden>a<li>b</ul>', '- b'],
    ['<div HIDDEN=""><div>a</div>b</div>c', 'c'],
    [`<div style='color:red;Display : none'>a</div>b`, 'b'],
    ['<span class=a style="visibility&#58;hidden">a</span>b', 'b'],
    ['<input hidden><br/hidden>a', 'a'],
    ['<body hidden>a', 'a'],
    ['<div class="hidden" data-hidden title="hidden" style="overflow:hidden">a</div>', 'a'],
  ])('leaves out what says that it is hidden: %s', (html, text) => {
    expect(read(html).text).toBe(text);
  });

  test.each([
    ['<ul><li>a<li hidden>b</ul><p>c', '- a\n\nc'],
    ['<menu><li hidden>a</menu>b', 'b'],
    ['<p hidden>a<div>b</div>c', 'b\nc'],
    ['<div><p hidden>a</div>b', 'b'],
    ['<ul><li><p hidden>a<li>b</ul>', '-\n\n- b'],
    ['<p hidden>a<nav>b</nav>c', 'c'],
    ['<dl><dt hidden>a<dd>b<dt>c<dd hidden>d</dl>e', 'b\nc\n\ne'],
    ['<table><tr><td hidden>a<tr><td>b<th style="display:none">c</table>d', '| b\nd'],
    ['<table><tr><th hidden>a<td>b</table>', '| b'],
    ['<table><tr hidden><td>a<td>b<tr><td>c</table>', '| c'],
  ])('goes on behind what is hidden and has no end: %s', (html, text) => {
    expect(read(html).text).toBe(text);
  });

  test.each([
    ['<ul><li hidden>a<ul><li>b</ul>c<li>d</ul>', '- d'],
    ['<dl><dd hidden>a<dl><dt>b<dd>c</dl>d</dd></dl>e', 'e'],
    ['<table><tr><td style="display:none">a<table><tr><td>b</table>c<td>d</table>', '| d'],
    ['<table><tr hidden><td><table><tr><td>a</table>b<tr><td>c</table>', '| c'],
  ])('leaves out what is hidden with all that is in it: %s', (html, text) => {
    expect(read(html).text).toBe(text);
  });

  test.each([
    ['<div class="[&>svg]:h-4" hidden>a</div>b', 'b'],
    ["<div x-show = '1 > 0' style='display:none'>a</div>b", 'b'],
    ['<a href=x title="1 > 0">a</a> b', 'a b'],
    ['<a href=x="y>a</a> "b', 'a "b'],
    ['<a b"c>a</a> "b', 'a "b'],
    ['<p a="b>c</p><p>d', 'c\n\nd'],
    [`<p a='b>c</p><p title="1 > 0" hidden>d`, 'c\n\n0" hidden>d'],
  ])('ends a tag outside of its quotes: %s', (html, text) => {
    expect(read(html).text).toBe(text);
  });

  /** How many characters are searched and cut. */
  function workOf(html: string): number {
    let work = 0;
    const { indexOf, slice } = String.prototype;
    const { exec } = RegExp.prototype;
    const spies = [
      vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, text, from) {
        const found = indexOf.call(this, text, from);
        work += (found === -1 ? this.length : found) - (from ?? 0);
        return found;
      }),
      vi.spyOn(String.prototype, 'slice').mockImplementation(function (this: string, ...ends) {
        const cut = slice.apply(this, ends);
        work += cut.length;
        return cut;
      }),
      vi.spyOn(RegExp.prototype, 'exec').mockImplementation(function (this: RegExp, text) {
        const from = this.lastIndex;
        const match = exec.call(this, text);
        work += (match && this.global ? this.lastIndex : text.length) - from;
        return match;
      }),
    ];
    read(html);
    for (const spy of spies) spy.mockRestore();
    return work;
  }

  test.each([
    ...['<svg>', '<div>', '<', '</nav>', '<!--', '<script>', '&', '<a href="', '<p hidden>'],
    ...['<p a="', '<p a=\' b="', '<p a ', ' style= display ', 'a = ', '<p a=">"', '<p a="\'>'],
  ])('takes twice the work for twice of %s', (piece) => {
    const half = `<p ${piece.repeat(2_000)}`;
    expect(workOf(piece.repeat(4_000))).toBeLessThan(2.1 * workOf(piece.repeat(2_000)) + 1_000);
    expect(workOf(`${half}${piece.repeat(2_000)}>`)).toBeLessThan(2.1 * workOf(`${half}>`) + 1_000);
  });

  test('ends where it is told to', () => {
    expect(readableText('word '.repeat(1_000_000), 1000).text.length).toBeLessThanOrEqual(1000);
  });
});
