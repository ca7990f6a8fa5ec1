import { tableToText } from '../markdown/table-to-text';
import type { JsonValue } from '../prompt/prompt';
import { cellOf, mainListOf, mainTableOf, tablesOf, VALUE } from './json-tables';

/** How the data of an answer is copied and saved. */
export const DATA_FORMATS = ['json', 'csv', 'jsonl'] as const;
export type DataFormat = (typeof DATA_FORMATS)[number];

export const DATA_MEDIA_TYPES: Readonly<Record<DataFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/x-ndjson',
};

/**
 * Data as a file's content: JSON as it is; CSV (RFC 4180, no cell that a spreadsheet would run) and JSON
 * Lines of its longest list, and of the whole where it has none.
 */
export function writeData(value: JsonValue, format: DataFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(value, null, 2)}\n`;
    case 'jsonl':
      return mainListOf(value)
        .map((item) => `${JSON.stringify(item)}\n`)
        .join('');
    case 'csv': {
      const table = mainTableOf(tablesOf(value));
      const rows = table ? [table.columns, ...table.rows] : [[VALUE], [cellOf(value)]];
      return `${tableToText(rows, 'csv')}\r\n`;
    }
  }
}
