/** One test of a report of vitest. */
export type Assertion = {
  /** The server, then the kind of scenario where it has several. */
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
};

/** How many tests of a server and a kind of scenario there are, and how many of them held. */
export type Cell = { readonly server: string; readonly row: string; passed: number; total: number };

/** Counts tests by server and kind of scenario, in the order of their first appearance. */
export function countCells(assertions: readonly Assertion[]): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { ancestorTitles, title, status } of assertions) {
    const [server = '', row = title] = ancestorTitles;
    const key = `${server}: ${row}`;
    const cell = cells.get(key) ?? { server, row, passed: 0, total: 0 };
    cell.total += 1;
    if (status === 'passed') cell.passed += 1;
    cells.set(key, cell);
  }
  return cells;
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** A Markdown table, a row for each kind of scenario and a column for each server. */
export function toTable(cells: ReadonlyMap<string, Cell>) {
  const all = [...cells.values()];
  const servers = unique(all.map(({ server }) => server));
  const rows = unique(all.map(({ row }) => row));
  const show = (server: string, row: string): string => {
    const cell = cells.get(`${server}: ${row}`);
    return cell ? `${cell.passed} of ${cell.total}` : '';
  };
  const line = (values: readonly string[]) => `| ${values.join(' | ')} |`;
  const sum = (read: (cell: Cell) => number) => all.reduce((total, cell) => total + read(cell), 0);
  return {
    lines: [
      line(['', ...servers]),
      line(['---', ...servers.map(() => '--:')]),
      ...rows.map((row) => line([row, ...servers.map((server) => show(server, row))])),
    ],
    passed: sum(({ passed }) => passed),
    total: sum(({ total }) => total),
  };
}
