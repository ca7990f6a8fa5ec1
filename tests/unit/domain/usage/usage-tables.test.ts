import { expect, test } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import { firstDayOf } from '@/lib/domain/usage/first-day';
import { groupByDay, groupByModel } from '@/lib/domain/usage/group-usage';
import { usageToCsv } from '@/lib/domain/usage/usage-csv';
import { NO_USAGE, type UsageDay } from '@/lib/domain/usage/usage-day';

const used = (day: string, model: string, tokens: number): UsageDay => ({
  ...NO_USAGE,
  day,
  modelId: asId<ModelId>(`nvidia/${model}`),
  answers: 1,
  inputTokens: tokens,
});

const DAYS = [used('2026-11-26', 'a', 5), used('2026-11-26', 'b', 7), used('2026-11-24', 'a', 9)];

test('days are summed by model, the one with most tokens first', () => {
  const { sum, models } = groupByModel(DAYS);
  expect(sum).toMatchObject({ answers: 3, inputTokens: 21 });
  expect(models.map(({ modelId, inputTokens }) => [modelId, inputTokens])).toEqual([
    ['nvidia/a', 14],
    ['nvidia/b', 7],
  ]);
});

test('each day has its sum and its models', () => {
  const days = groupByDay(DAYS);
  expect(days.map(({ day, sum, models }) => [day, sum.inputTokens, models.length])).toEqual([
    ['2026-11-26', 12, 2],
    ['2026-11-24', 9, 1],
  ]);
  expect(groupByDay([])).toEqual([]);
});

test('the first of the last days is counted on the calendar of the person', () => {
  const late = Date.UTC(2026, 10, 25, 23, 30);
  expect(firstDayOf(late, 'UTC', 1)).toBe('2026-11-25');
  expect(firstDayOf(late, 'Europe/Berlin', 1)).toBe('2026-11-26');
  // Clocks were changed in between: a day of 25 hours is one day.
  expect(firstDayOf(late, 'Europe/Berlin', 60)).toBe('2026-09-28');
  expect(firstDayOf(late, 'Nowhere/At_all', 7)).toBe('2026-11-19');
});

test('a file has plain numbers under names that stay', () => {
  expect(usageToCsv([used('2026-11-26', 'a,"b"', 5)])).toBe(
    [
      'day,modelId,answers,steps,images,inputTokens,cachedInputTokens,outputTokens,reasoningTokens,totalMs',
      '2026-11-26,"nvidia/a,""b""",1,0,0,5,0,0,0,0',
      '',
    ].join('\r\n'),
  );
});
