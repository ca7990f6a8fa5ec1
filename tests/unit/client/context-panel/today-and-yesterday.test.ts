import { expect, it } from 'vitest';
import { todayAndYesterday } from '@/lib/client/context-panel/today-and-yesterday';

it.each([
  [new Date(2026, 2, 1, 0, 0, 1), '2026-03-01', '2026-02-28'],
  [new Date(2026, 9, 25, 23, 59), '2026-10-25', '2026-10-24'],
  [new Date(2026, 0, 1, 12), '2026-01-01', '2025-12-31'],
])('%s', (now, today, yesterday) => {
  expect(todayAndYesterday(now.getTime())).toEqual({ today, yesterday });
});
