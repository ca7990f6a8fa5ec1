import { expect, test } from 'vitest';
import type { Row } from '@/scripts/bench/server/measure-row';
import { judgeSummary, summarise } from '@/scripts/bench/server/summarise';
import type { TargetName } from '@/scripts/bench/server/targets';

const spread = (p50: number, p95 = p50) => ({ p50, p95, p99: p95, worst: p95 });

function rowOf(target: TargetName, facts: Partial<Row> = {}): Row {
  return {
    target,
    streams: 50,
    complete: 50,
    tokens: 15_000,
    firstTokenMs: spread(4, 8),
    delayMs: spread(1, 3),
    latePercent: 0,
    faults: { lost: 0, doubled: 0, reordered: 0 },
    probeMs: spread(5),
    processorPerToken: 100,
    peakMegabytes: 80,
    stored: null,
    ...facts,
  };
}

const PROXY = rowOf('bare proxy', { processorPerToken: 50 });
const PASS = rowOf('pass-through', { processorPerToken: 100 });

const judged = (...own: Partial<Row>[]) => {
  const rows = [rowOf('direct'), PROXY, PASS, ...own.map((facts) => rowOf('tenlens', facts))];
  return summarise(rows, ['tenlens']).flatMap(judgeSummary);
};
const missed = (...own: Partial<Row>[]) =>
  judged(...own)
    .filter(({ isKept }) => !isKept)
    .map(({ what }) => what);

test('what a server adds and costs is told against the others of the same runs', () => {
  const own = rowOf('tenlens', { firstTokenMs: spread(9, 30), processorPerToken: 150 });
  const [summary] = summarise([rowOf('direct'), PROXY, PASS, own], ['tenlens']);
  expect(summary).toMatchObject({
    addedP50: 5,
    addedP95: 22,
    timesPassThrough: 1.5,
    timesProxy: 3,
  });
});

test('a row within the budget keeps all of it', () => {
  expect(missed({ stored: 50 })).toEqual([]);
});

test.each([
  ['a token is lost', { faults: { lost: 1, doubled: 0, reordered: 0 } }, /no token lost/],
  ['an answer is not stored', { stored: 49 }, /no token lost/],
  ['a stream has no end', { complete: 49 }, /no token lost/],
  ['tokens are late', { delayMs: { ...spread(1), p99: 251 } }, /token delay p99/],
  ['a token costs too much', { processorPerToken: 201 }, /CPU per token/],
  ['the first token comes late', { firstTokenMs: spread(15, 20) }, /TTFT added p50/],
  ['some first tokens come very late', { firstTokenMs: spread(5, 60) }, /TTFT added p95/],
])('a row in which %s misses it', (_, facts, what) => {
  expect(missed(facts)).toEqual([expect.stringMatching(what)]);
});

test('one bad run of three shows where it counts', () => {
  const bad = { faults: { lost: 2, doubled: 0, reordered: 0 }, latePercent: 7 };
  const rows = [rowOf('direct'), PROXY, PASS, rowOf('tenlens'), rowOf('tenlens', bad)];
  const [summary] = summarise(rows, ['tenlens']);
  expect(summary).toMatchObject({ faults: bad.faults, latePercent: 7 });
});

test('a figure that is missing keeps nothing', () => {
  expect(missed({ firstTokenMs: spread(Number.NaN) })).toHaveLength(2);
});
