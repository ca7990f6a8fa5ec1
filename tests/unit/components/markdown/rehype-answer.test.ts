import { expect, it } from 'vitest';
import { flattenTokens } from '@/components/message/markdown/flatten-tokens';
import { type ElementNode, rowsOf, textOf } from '@/components/message/markdown/rehype-answer';

const text = (value: string): ElementNode => ({ type: 'text', value });
const element = (tagName: string, ...children: ElementNode[]): ElementNode => ({
  type: 'element',
  tagName,
  children,
});

it('reads the text of a cell, with its formulas and line breaks', () => {
  const formula = { ...element('span', text('x^2')), properties: { dataMaths: 'inline' } };
  expect(textOf(element('td', text('a '), element('strong', text('b')), formula))).toBe('a bx^2');
  expect(textOf(element('td', text('a'), element('br'), text('b')))).toBe('a\nb');
  expect(textOf(undefined)).toBe('');
});

it('reads the rows of a table, head first', () => {
  const head = element('thead', element('tr', element('th', text('a')), text('\n'), element('th')));
  const body = element('tbody', element('tr', element('td', text('1')), element('td', text('2'))));
  expect(rowsOf(element('table', head, body))).toEqual([
    ['a', ''],
    ['1', '2'],
  ]);
});

it('flattens the tree of a highlighter, the innermost class last', () => {
  const nodes = [
    { type: 'text', value: 'a ' },
    {
      type: 'element',
      properties: { className: ['hljs-string', 'x'] },
      children: [
        { type: 'text', value: '"b' },
        {
          type: 'element',
          properties: { className: ['hljs-subst'] },
          children: [{ type: 'text', value: '#{c}' }],
        },
        { type: 'element', properties: {}, children: [{ type: 'text', value: '"' }] },
      ],
    },
  ];
  expect(flattenTokens(nodes, null)).toEqual([
    ['a ', null],
    ['"b', 'hljs-string'],
    ['#{c}', 'hljs-subst'],
    ['"', 'hljs-string'],
  ]);
});
