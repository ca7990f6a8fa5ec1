import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { expect, it } from 'vitest';
import { splitBlocks } from '@/lib/domain/markdown/split-blocks';

/**
 * Without formulas, definitions and long lists, which our blocks treat differently on purpose, and
 * without empty quotes and items and indented code, after which the parser itself departs from CommonMark.
 */
const LINES = [
  '',
  '',
  'text',
  '**text',
  'more** `code',
  '# heading',
  '---',
  '===',
  '```js',
  '```',
  '~~~',
  '   ```',
  '- item',
  '* item',
  '  - nested',
  '1. one',
  '2. two',
  '10. ten',
  '   - under one',
  '  continued',
  '> quote',
  '> - quoted item',
  '| a | b |\n|---|---|',
  '| c | d |',
  '<div>',
  '</div>',
  '<b>bold</b>',
  '<script>',
  'end </script>',
  '<!-- note',
  '-->',
];

const render = (markdown: string) =>
  renderToStaticMarkup(
    <ReactMarkdown remarkPlugins={[remarkGfm]}>{markdown}</ReactMarkdown>,
  ).replace(/\s+/g, '');

it('blocks parsed alone look like the whole text parsed at once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 14 }), (lines) => {
      const text = lines.join('\n');
      const alone = splitBlocks(null, text).blocks.map((block) => render(block.source));
      expect(alone.join('')).toBe(render(text));
    }),
    { numRuns: 1500 },
  );
}, 60_000);
