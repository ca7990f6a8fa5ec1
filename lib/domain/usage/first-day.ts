import { datesInTimeZone } from '../prompt/dates-in-time-zone';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The first of the last days where a person is, `YYYY-MM-DD`, today being the last one.
 *
 * @param now - Milliseconds since 1970.
 * @param days - How many, from 1.
 */
export function firstDayOf(now: number, timeZone: string, days: number): string {
  const { today } = datesInTimeZone(now, timeZone);
  // Counted on the calendar: a day has 23 or 25 hours where clocks change.
  return datesInTimeZone(Date.parse(today) - (days - 1) * DAY_MS, 'UTC').today;
}
