import { describe, expect, test } from 'vitest';
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

  test('takes no longer than it is long', () => {
    const startedAt = performance.now();
    for (const piece of ['<svg>', '<div>', '<', '</nav>', '<!--', '<script>', '&', '<a href="']) {
      read(piece.repeat(400_000));
    }
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(readableText('word '.repeat(1_000_000), 1000).text.length).toBeLessThanOrEqual(1000);
  });
});
