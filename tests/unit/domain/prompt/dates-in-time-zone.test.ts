import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';

test.each([
  ['2026-03-02T12:00:00Z', 'UTC', '2026-03-02', '2026-03-01'],
  ['2026-03-01T00:30:00Z', 'America/New_York', '2026-02-28', '2026-02-27'],
  ['2026-03-01T23:30:00Z', 'Pacific/Auckland', '2026-03-02', '2026-03-01'],
  ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01', '2025-12-31'],
  ['2024-03-01T10:00:00Z', 'UTC', '2024-03-01', '2024-02-29'],
  ['2026-03-02T12:00:00Z', 'Mars/Olympus', '2026-03-02', '2026-03-01'],
  ['2026-03-02T12:00:00Z', '../etc', '2026-03-02', '2026-03-01'],
])('%s in %s: %s after %s', (now, timeZone, today, yesterday) => {
  expect(datesInTimeZone(Date.parse(now), timeZone)).toEqual({ today, yesterday });
});

test.each([
  ['the evening of a day of 25 hours', '2025-11-03T04:30:00Z', '2025-11-02', '2025-11-01'],
  ['the first hour after a day of 23', '2025-03-10T04:30:00Z', '2025-03-10', '2025-03-09'],
])('%s', (_name, now, today, yesterday) => {
  expect(datesInTimeZone(Date.parse(now), 'America/New_York')).toEqual({ today, yesterday });
});

test('yesterday is always the day before today', () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe');
  const time = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2060, 0) });
  fc.assert(
    fc.property(time, zone, (now, timeZone) => {
      const { today, yesterday } = datesInTimeZone(now, timeZone);
      expect(Date.parse(today) - Date.parse(yesterday)).toBe(24 * 60 * 60 * 1000);
    }),
  );
});
