import type { Verdict } from '../../load/report';
import { median, round } from '../../load/statistics';
import { addFaults, countFaults, NO_FAULTS, type TokenFaults } from '../../load/token-ledger';
import type { Row } from './measure-row';
import type { TargetName } from './targets';

/** What one server did at one number of streams over all runs: medians, and the worst where it counts. */
export type Summary = {
  readonly target: TargetName;
  readonly streams: number;
  readonly addedP50: number;
  readonly addedP95: number;
  readonly delayP50: number;
  readonly delayP95: number;
  readonly delayP99: number;
  /** Of the worst run. */
  readonly latePercent: number;
  readonly faults: TokenFaults;
  readonly processorPerToken: number;
  readonly timesPassThrough: number;
  readonly timesProxy: number;
  readonly peakMegabytes: number;
  readonly probeP95: number;
  /** Streams of all runs that did not end as they should, or are not stored to the last token. */
  readonly unfinished: number;
};

const BUDGET = { addedP50: 10, addedP95: 50, delayP99: 250, timesPassThrough: 2 };
/** Below this a row has too few samples to hold anything against it. */
const FEWEST_STREAMS = 50;

function summariseTarget(target: TargetName, rows: readonly Row[]): Summary {
  const own = rows.filter((row) => row.target === target);
  const of = (name: TargetName, read: (row: Row) => number | null) =>
    median(rows.filter((row) => row.target === name).map((row) => read(row) ?? Number.NaN));
  const added = (read: (row: Row) => number) => of(target, read) - of('direct', read);
  const cost = (name: TargetName) => of(name, (row) => row.processorPerToken);
  return {
    target,
    streams: own[0]?.streams ?? 0,
    addedP50: added((row) => row.firstTokenMs.p50),
    addedP95: added((row) => row.firstTokenMs.p95),
    delayP50: of(target, (row) => row.delayMs.p50),
    delayP95: of(target, (row) => row.delayMs.p95),
    delayP99: of(target, (row) => row.delayMs.p99),
    latePercent: Math.max(...own.map((row) => row.latePercent)),
    faults: own.map((row) => row.faults).reduce(addFaults, NO_FAULTS),
    processorPerToken: cost(target),
    timesPassThrough: cost(target) / cost('pass-through'),
    timesProxy: cost(target) / cost('bare proxy'),
    peakMegabytes: of(target, (row) => row.peakMegabytes),
    probeP95: of(target, (row) => row.probeMs.p95),
    unfinished: own.reduce(
      (sum, { streams, complete, stored }) =>
        sum + streams - Math.min(complete, stored ?? complete),
      0,
    ),
  };
}

/** Summarises all rows of one number of streams, a line for each server. */
export function summarise(rows: readonly Row[], targets: readonly TargetName[]): Summary[] {
  return targets.map((target) => summariseTarget(target, rows));
}

const shown = (value: number) => (Number.isNaN(value) ? '' : round(value));

/** A line of the table people read. */
export function toTableLine(summary: Summary): Record<string, string | number> {
  return {
    streams: summary.streams,
    server: summary.target,
    'TTFT added p50': shown(summary.addedP50),
    'added p95': shown(summary.addedP95),
    'delay p50': shown(summary.delayP50),
    p95: shown(summary.delayP95),
    p99: shown(summary.delayP99),
    'late %': summary.latePercent,
    'wrong tokens': countFaults(summary.faults),
    'us/token': shown(summary.processorPerToken),
    'x proxy': shown(summary.timesProxy),
    'x pass': shown(summary.timesPassThrough),
    'peak MB': shown(summary.peakMegabytes),
    'livez p95': shown(summary.probeP95),
    unfinished: summary.unfinished,
  };
}

/** The budget of the product, as far as a row of it can say. */
export function judgeSummary(summary: Summary): Verdict[] {
  const { streams, timesPassThrough, delayP99, addedP50, addedP95, faults, unfinished } = summary;
  const at = `at ${streams} streams:`;
  const wrong = countFaults(faults) + unfinished;
  const safe = {
    what: `${at} no token lost, doubled or out of order, every answer complete and stored`,
    is: `${JSON.stringify(faults)}, ${unfinished} unfinished`,
    isKept: wrong === 0,
  };
  if (streams < FEWEST_STREAMS) return [safe];
  const limit = (name: string, value: number, most: number, unit: string): Verdict => ({
    what: `${at} ${name} <= ${most}${unit}`,
    is: `${round(value)}${unit}`,
    isKept: value <= most,
  });
  // Beyond that the machine is measured: load and upstream take most of two cores.
  if (streams > 200) return [safe];
  const timely = limit('token delay p99', delayP99, BUDGET.delayP99, ' ms');
  const cheap = limit(
    'CPU per token',
    timesPassThrough,
    BUDGET.timesPassThrough,
    ' x pass-through',
  );
  if (streams > FEWEST_STREAMS) return [safe, timely, cheap];
  return [
    safe,
    timely,
    cheap,
    limit('TTFT added p50', addedP50, BUDGET.addedP50, ' ms'),
    limit('TTFT added p95', addedP95, BUDGET.addedP95, ' ms'),
  ];
}
