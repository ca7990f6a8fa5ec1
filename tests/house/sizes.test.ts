import { describe, expect, it } from 'vitest';
import { checkSizes } from '../../scripts/check/check-sizes.ts';
import { parseSourceFile } from '../../scripts/check/source-files.ts';

const check = (path: string, text: string) => checkSizes([parseSourceFile(path, text)]);
const lines = (count: number, line: string) => `${line}\n`.repeat(count);
const body = (count: number) => lines(count, '  run();');

describe('limits of size', () => {
  it('a file has 300 lines at most', () => {
    expect(check('lib/domain/long.ts', lines(300, '//'))).toEqual([]);
    expect(check('lib/domain/long.ts', lines(301, '//'))).toEqual([
      'lib/domain/long.ts has 301 lines, 300 at most',
    ]);
  });

  it('a route has 30 lines at most', () => {
    expect(check('app/api/chat/route.ts', lines(30, '//'))).toEqual([]);
    expect(check('app/api/chat/route.ts', lines(31, '//'))).toHaveLength(1);
  });

  it.each([
    ['a function', (count: number) => `function long() {\n${body(count)}}\n`],
    ['an arrow function', (count: number) => `const long = () => {\n${body(count)}};\n`],
    ['a method', (count: number) => `class A { long() {\n${body(count)}} }\n`],
  ])('%s has 50 lines at most', (_kind, text) => {
    expect(check('lib/domain/a.ts', text(48))).toEqual([]);
    expect(check('lib/domain/a.ts', text(49))).toEqual([
      'lib/domain/a.ts:1 long has 51 lines, 50 at most',
    ]);
  });

  it('markup and tables of data do not count', () => {
    const markup = `function Long() {\n  return (\n<p>\n${lines(80, '<br />')}</p>\n  );\n}\n`;
    expect(check('components/a/long.tsx', markup)).toEqual([]);
    const table = `function long() {\n  return [\n${lines(80, "'word',")}];\n}\n`;
    expect(check('lib/domain/a.ts', table)).toEqual([]);
    const code = `function long() {\n  return [\n${lines(80, 'word(),')}];\n}\n`;
    expect(check('lib/domain/a.ts', code)).toHaveLength(1);
  });

  it('a handler inside markup counts for itself', () => {
    const text = `function A() {\n  return <p onClick={() => {\n${body(50)}}} />;\n}\n`;
    expect(check('components/a/a.tsx', text)).toEqual([
      'components/a/a.tsx:2 a function has 52 lines, 50 at most',
    ]);
  });

  it.each([
    ['a pattern', (names: string[]) => `function Tile({ ${names.join(', ')} }) {}\n`],
    [
      'a type',
      (names: string[]) =>
        `type Props = { ${names.map((name) => `${name}: string`).join('; ')} };\nfunction Tile(props: Props) {}\n`,
    ],
    [
      'an intersection',
      (names: string[]) =>
        `interface A { ${names.map((name) => `${name}: string`).join('; ')} }\nconst Tile = (props: Readonly<A & {}>) => {};\n`,
    ],
  ])('a component takes 8 props at most, by %s', (_kind, text) => {
    const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    expect(check('components/a/tile.tsx', text(eight))).toEqual([]);
    expect(check('components/a/tile.tsx', text([...eight, 'i']))[0]).toContain(
      'Tile takes 9 props, 8 at most',
    );
  });

  it.each(['utils', 'util', 'helpers', 'misc', 'common', 'types'])(
    'no file is named %s',
    (name) => {
      expect(check(`tests/support/${name}.ts`, '')).toHaveLength(1);
      expect(check(`lib/domain/image-${name}.ts`, '')).toEqual([]);
    },
  );
});
