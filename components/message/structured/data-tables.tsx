'use client';

import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { directionOf } from '@/lib/domain/markdown/direction-of';
import type { JsonTable } from '@/lib/domain/structured/json-tables';
import { ShowMore } from './show-more';

/** Rows shown at once; more on demand. */
const PAGE = 100;
/** Longer cells are cut, in characters. */
const MAX_CELL = 200;

const BOX = 'border-border border-b px-2 py-1 align-top';
const CELL = `${BOX} text-start`;
const NUMERIC_CELL = `${BOX} text-end tabular-nums`;
const HEAD = `${CELL} font-medium text-text-muted`;
const NUMERIC_HEAD = `${BOX} text-end font-medium text-text-muted`;

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Columns of nothing but numbers, by their place. */
function numericPlaces({ columns, rows }: JsonTable): ReadonlySet<number> {
  const sample = rows.slice(0, PAGE);
  const isNumeric = (place: number) => {
    const cells = sample.map((row) => row[place] ?? '');
    return cells.every((cell) => cell === '' || NUMBER.test(cell)) && cells.some(Boolean);
  };
  return new Set([...columns.keys()].filter(isNumeric));
}

const cut = (cell: string) => (cell.length > MAX_CELL ? `${cell.slice(0, MAX_CELL)}…` : cell);

/** What an object says of itself, a line each. */
function Record({ table: { columns, rows } }: { table: JsonTable }) {
  const [values = []] = rows;
  return (
    <tbody>
      {columns.map((column, index) => (
        <tr key={column}>
          <th scope="row" className={HEAD}>
            {column}
          </th>
          <td className={CELL}>{cut(values[index] ?? '')}</td>
        </tr>
      ))}
    </tbody>
  );
}

function List({ table, count }: { table: JsonTable; count: number }) {
  const { columns, rows } = table;
  const numeric = useMemo(() => numericPlaces(table), [table]);
  return (
    <>
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th key={column} scope="col" className={numeric.has(place) ? NUMERIC_HEAD : HEAD}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, count).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name, and never change places.
          <tr key={index}>
            {columns.map((column, place) => (
              <td key={column} className={numeric.has(place) ? NUMERIC_CELL : CELL}>
                {cut(row[place] ?? '')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </>
  );
}

function DataTable({ table }: { table: JsonTable }) {
  const t = useTranslations('structured');
  const [count, setCount] = useState(PAGE);
  const { name, columns, rows, isRecord } = table;
  const label = name === '' ? t('tableOf', { name: t('root') }) : t('tableOf', { name });
  const sample = [columns, ...rows.slice(0, 20)].flat().join(' ');
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div role="group" aria-label={label} tabIndex={0} className="overflow-x-auto">
        <table dir={directionOf(sample)} className="min-w-full border-collapse text-sm">
          {name !== '' && <caption className="py-1 text-start font-medium">{name}</caption>}
          {isRecord ? <Record table={table} /> : <List table={table} count={count} />}
        </table>
      </div>
      {!isRecord && (
        <ShowMore rest={rows.length - count} page={PAGE} onMore={() => setCount(count + PAGE)} />
      )}
    </div>
  );
}

/** Data in rows and columns: what an object says of itself, then each list in it. */
export function DataTables({ tables }: { tables: readonly JsonTable[] }) {
  return (
    <div className="flex flex-col gap-4">
      {tables.map((table) => (
        <DataTable key={table.name + String(table.isRecord)} table={table} />
      ))}
    </div>
  );
}
