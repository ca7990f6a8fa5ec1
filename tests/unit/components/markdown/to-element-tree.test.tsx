import { NextIntlClientProvider } from 'next-intl';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { ParsedText, ParsedTree } from '@/components/message/markdown/parsed-text';
import { toElementTree } from '@/components/message/markdown/to-element-tree';
import { catalogues } from '@/lib/i18n/catalogues';

const html = (content: React.ReactNode) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={catalogues.en} timeZone="UTC">
      {content}
    </NextIntlClientProvider>,
  );

const SOURCES = [
  '## A *heading* with `code`\n',
  '3. a\n4. b\n   - [x] c\n',
  '| a | b |\n|---|--:|\n| **1** | 2<br>3 |\n',
  '> quoted [link](https://example.org) and [bad](javascript:alert(1))\n',
  '![a](https://evil.test/p.png) <img src=x onerror=alert(1)> \\(x^2\\) &amp; &copy;\n',
  'See [a] and[^1].\n\n[^1]: note\n',
];

test.each(SOURCES)('what the worker makes of %j looks like what the page makes of it', (source) => {
  const block = { source, definitions: '', hasCaret: true, headingLevel: 3, ordinal: 7 };
  // What comes from a worker has been through a clone.
  const tree = structuredClone(toElementTree(block));
  expect(html(<ParsedTree tree={tree} />)).toBe(html(<ParsedText {...block} />));
});

test('a tree is shown as often as wanted, addresses checked each time', () => {
  const tree = toElementTree({
    source: '[a](javascript:alert(1))',
    definitions: '',
    hasCaret: false,
  });
  const first = html(<ParsedTree tree={tree} />);
  expect(first).not.toContain('javascript:alert(1)"');
  expect(html(<ParsedTree tree={tree} />)).toBe(first);
});
