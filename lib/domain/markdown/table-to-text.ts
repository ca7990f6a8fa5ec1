/** How a table is copied: for a spreadsheet's clipboard, or as a file's content. */
export type TableFormat = 'tsv' | 'csv';

/**
 * Turns table rows into text.
 *
 * A cell that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, or their
 * full-width forms, and is no number) gets an apostrophe in front, as OWASP's "CSV injection" page
 * advises: what a model wrote must not run. TSV turns tabs and line ends in a cell into spaces; CSV
 * is RFC 4180, with line ends CR LF.
 */
export function tableToText(rows: readonly (readonly string[])[], format: TableFormat): string {
  const lines = rows.map((row) => {
    const cells = row.map((cell) => neutralise(cell.trim()));
    return format === 'tsv'
      ? cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')
      : cells.map(quote).join(',');
  });
  return lines.join(format === 'tsv' ? '\n' : '\r\n');
}

function neutralise(cell: string): string {
  const isNumber =
    /^[-+]?(?:\d[\d.,' \u00a0\u202f]*|[.,]\d+)(?:e[-+]?\d+)?[ \u00a0\u202f]?[%€$£]?$/i;
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell) && !isNumber.test(cell)
    ? `'${cell}`
    : cell;
}

function quote(cell: string): string {
  return /[",;\r\n\t]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
