import { describe, expect, it } from 'vitest';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { tablesOf } from '@/lib/domain/structured/json-tables';
import { jsonTextOf, readJson } from '@/lib/domain/structured/read-json';
import { writeData } from '@/lib/domain/structured/write-data';

const RECEIPT: JsonValue = {
  shop: 'Bakery',
  items: [
    { name: '=HYPERLINK("x")', price: -1.5 },
    { name: 'Rye, sliced', tags: ['a', { b: 1 }] },
  ],
  total: null,
};

describe('tablesOf', () => {
  it('shows an object first, then each list of objects in it', () => {
    expect(tablesOf(RECEIPT)).toEqual([
      { name: '', columns: ['shop', 'total'], rows: [['Bakery', '']], isRecord: true },
      {
        name: 'items',
        columns: ['name', 'price', 'tags'],
        rows: [
          ['=HYPERLINK("x")', '-1.5', ''],
          ['Rye, sliced', '', '["a",{"b":1}]'],
        ],
        isRecord: false,
      },
    ]);
  });

  it.each<[JsonValue, string[]]>([
    [[1, 'two'], ['']],
    [{ data: { rows: [{ a: 1 }] } }, ['data.rows']],
    [{ box: { left: 1 } }, ['']],
    [3, []],
    [[], []],
    [{}, []],
  ])('names the tables of %j', (value, names) => {
    expect(tablesOf(value).map(({ name }) => name)).toEqual(names);
  });

  it('keeps keys that objects inherit', () => {
    expect(tablesOf(JSON.parse('[{"__proto__":1,"constructor":2}]'))[0]?.rows).toEqual([
      ['1', '2'],
    ]);
  });
});

describe('writeData', () => {
  it('writes a table that no spreadsheet runs', () => {
    expect(writeData(RECEIPT, 'csv')).toBe(
      'name,price,tags\r\n"\'=HYPERLINK(""x"")",-1.5,\r\n"Rye, sliced",,"[""a"",{""b"":1}]"\r\n',
    );
  });
  it('writes the longest list line by line', () => {
    expect(writeData(RECEIPT, 'jsonl').split('\n')).toEqual([
      '{"name":"=HYPERLINK(\\"x\\")","price":-1.5}',
      '{"name":"Rye, sliced","tags":["a",{"b":1}]}',
      '',
    ]);
  });
  it.each([1, 2, 3, 4, 5])('writes the same list line by line as in a table, %i deep', (levels) => {
    let value: JsonValue = [{ a: 1 }];
    for (let level = 0; level < levels; level += 1) value = { in: value };
    const isWhole = levels > 4;
    expect(writeData(value, 'csv').startsWith('a\r\n')).toBe(!isWhole);
    expect(writeData(value, 'jsonl')).toBe(`${JSON.stringify(isWhole ? value : { a: 1 })}\n`);
  });
  it('writes what has no list as a whole', () => {
    expect(writeData({ a: '@b' }, 'csv')).toBe("a\r\n'@b\r\n");
    expect(writeData({ a: 1 }, 'jsonl')).toBe('{"a":1}\n');
    expect(writeData('x', 'csv')).toBe('value\r\nx\r\n');
    expect(writeData({}, 'csv')).toBe('value\r\n{}\r\n');
    expect(writeData([], 'csv')).toBe('value\r\n[]\r\n');
    expect(writeData(null, 'csv')).toBe('value\r\n\r\n');
    expect(JSON.parse(writeData(RECEIPT, 'json'))).toEqual(RECEIPT);
  });
});

describe('jsonTextOf', () => {
  it.each([
    ['{"a":1}', { a: 1 }],
    ['\n```json\n{"a":1}\n```\n', { a: 1 }],
    ['~~~\r\n[1]\r\n~~~', [1]],
    ['{"a":"```"}', { a: '```' }],
    ['Here it is:\n```json\n{"a":1}\n```', undefined],
    ['```json\n{"a":1}\n```\nDone.', undefined],
    ['', undefined],
  ])('reads %j', (text, value) => {
    expect(readJson(jsonTextOf(text))).toEqual(value);
  });
});
