import { expect, test } from 'vitest';
import { DataTables } from '@/components/message/structured/data-tables';
import { JsonTree } from '@/components/message/structured/json-tree';
import { VerdictLine } from '@/components/message/structured/verdict-line';
import type { JsonValue } from '@/lib/domain/prompt/prompt';
import { tablesOf } from '@/lib/domain/structured/json-tables';
import type { Verdict } from '@/lib/domain/structured/verdict';
import { renderWords } from '../../../../support/render-words';

const wordsOf = (markup: string) =>
  markup
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const verdicts: readonly [Verdict, string][] = [
  [{ type: 'valid' }, 'Fits the schema'],
  [{ type: 'not-json' }, 'This answer is not JSON'],
  [{ type: 'unchecked' }, 'JSON, but it could not be checked'],
  [{ type: 'invalid', path: '/a', keyword: 'type' }, '/a breaks “type”'],
  [{ type: 'invalid', path: '/a', keyword: 'required' }, '/a is missing'],
  [{ type: 'invalid', path: '', keyword: 'type' }, 'the answer as a whole breaks'],
];
test.each(verdicts)('%j is said', (verdict, words) => {
  const line = renderWords(<VerdictLine verdict={verdict} hasSchema isSecond={false} />);
  expect(wordsOf(line)).toContain(words);
});

test('a second try is said; without a schema JSON alone is praised', () => {
  const line = renderWords(<VerdictLine verdict={{ type: 'valid' }} hasSchema={false} isSecond />);
  expect(wordsOf(line)).toBe('Valid JSON · second try');
});

test('a tree shows two levels and says how much there is below', () => {
  const tree = renderWords(<JsonTree value={{ shop: 'A', items: [{ deep: 1 }], none: null }} />);
  expect(wordsOf(tree)).toBe('3 fields shop : A items 1 item 0 1 field none : null');
});

test('a tree and a table mount no more than a page of a long list', () => {
  const long: JsonValue = Array.from({ length: 5000 }, (_, at) => at);
  const tree = renderWords(<JsonTree value={long} />);
  expect(tree.match(/<li>/g)).toHaveLength(100);
  const tables = renderWords(<DataTables tables={tablesOf(long)} />);
  expect(tables.match(/<tr>/g)).toHaveLength(101);
  expect(wordsOf(tables)).toContain('Show 100 more');
});

test('columns of numbers end where numbers do', () => {
  const tables = renderWords(
    <DataTables tables={tablesOf([{ name: 'A', price: 1.5 }, { name: 'B' }])} />,
  );
  expect(tables).toMatch(/text-end[^"]*"[^>]*>price/);
  expect(tables).not.toMatch(/text-end[^"]*"[^>]*>name/);
});
