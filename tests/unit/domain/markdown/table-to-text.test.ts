import { describe, expect, it } from 'vitest';
import { tableToText } from '@/lib/domain/markdown/table-to-text';

describe('tableToText', () => {
  it('writes TSV with one line a row', () => {
    expect(
      tableToText(
        [
          ['a', 'b'],
          ['c\td', 'e\nf'],
        ],
        'tsv',
      ),
    ).toBe('a\tb\nc d\te f');
  });

  it('writes CSV as RFC 4180 says', () => {
    const rows = [
      ['a', 'b,c'],
      ['say "hi"', 'two\nlines'],
    ];
    expect(tableToText(rows, 'csv')).toBe('a,"b,c"\r\n"say ""hi""","two\nlines"');
  });

  it.each([
    '=1+1',
    '+cmd|x',
    '-2+3',
    '@SUM(A1)',
    '=HYPERLINK("https://evil.test")',
    '＝1',
    '＋a',
    '－a',
    '＠a',
  ])('keeps a spreadsheet from running %s', (cell) => {
    expect(tableToText([[cell]], 'tsv')).toBe(`'${cell}`);
    expect(tableToText([[cell]], 'csv')).toContain(`'${cell.replaceAll('"', '""')}`);
  });

  it.each(['-5', '+3.2', '-0.8 %', '-1,234.5', '−0.8', '1e-5', '-1e-5', '-5€', '+49 30 1234'])(
    'leaves the number %s a number',
    (cell) => {
      expect(tableToText([[cell]], 'tsv')).toBe(cell);
    },
  );
});
