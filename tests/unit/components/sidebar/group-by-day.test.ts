import { expect, test } from 'vitest';
import { groupByDay } from '@/components/sidebar/group-by-day';
import { summaryOf } from '../../../support/messages';

const HOUR = 60 * 60 * 1000;
const MIDNIGHT = Date.UTC(2026, 2, 2);

const usedAt = (updatedAt: number, number: number) => summaryOf(number, { updatedAt });

test('days part the list; order and gaps stay', () => {
  const times = [20, 0, -0.001, -24, -24.001, -6 * 24, -6 * 24 - 0.001, -1000];
  const conversations = times.map((hours, index) => usedAt(MIDNIGHT + hours * HOUR, index));
  const groups = groupByDay(conversations, MIDNIGHT);
  expect(groups.map(([group, rows]) => [group, rows.map(({ title }) => title).join()])).toEqual([
    ['today', '0,1'],
    ['yesterday', '2,3'],
    ['thisWeek', '4,5'],
    ['earlier', '6,7'],
  ]);
});

test('a clock that is behind the server’s puts the future into today', () => {
  expect(groupByDay([usedAt(MIDNIGHT + 50 * HOUR, 1)], MIDNIGHT).map(([group]) => group)).toEqual([
    'today',
  ]);
});

test('no group is shown empty', () => {
  expect(groupByDay([], MIDNIGHT)).toEqual([]);
});
