import { describe, expect, it } from 'vitest';
import { definitionsFor, findDefinitions } from '@/lib/domain/markdown/definitions';
import { splitBlocks } from '@/lib/domain/markdown/split-blocks';

const definitionsOf = (text: string) => splitBlocks(null, text).definitions;

describe('findDefinitions', () => {
  it('finds links and footnotes, comparable by label', () => {
    expect(definitionsOf('[A  b]: https://a.test "title"\n[^1]: note\n')).toEqual([
      { label: 'A B', source: '[A  b]: https://a.test "title"' },
      { label: '^1', source: '[^1]: .' },
    ]);
  });

  it('finds none in code, formulas and prose', () => {
    expect(definitionsOf('```\n[a]: b\n```\n\nsee [a]: it is\n    [b]: c\n')).toEqual([]);
    expect(findDefinitions({ kind: 'maths', start: 0, source: '[a]: b' })).toEqual([]);
  });
});

describe('definitionsFor', () => {
  const definitions = definitionsOf(
    '[a]: https://a.test\n[b]: https://b.test\n[a]: https://no.test\n',
  );

  it('gives a block only what it refers to, and the first of equals', () => {
    expect(definitionsFor('see [text][A] and [c]', definitions)).toBe(
      '[a]: https://a.test\n\n<!-- -->\n\n',
    );
  });

  it('gives nothing to a block without references', () => {
    expect(definitionsFor('a (b) c', definitions)).toBe('');
    expect(definitionsFor('see [d]', definitions)).toBe('');
  });

  it('takes the names of an object for ordinary labels', () => {
    expect(definitionsFor('[__proto__] [constructor]', definitions)).toBe('');
  });
});
