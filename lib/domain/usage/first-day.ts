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
  return new Date(Date.parse(today) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
}
