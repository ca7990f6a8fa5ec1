const DAY_MS = 24 * 60 * 60 * 1000;

function toDate(time: number, timeZone: string): string {
  // `en-CA` writes dates as YYYY-MM-DD.
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(time);
}

/** The date before another one. Counted on the calendar: a day has 23 or 25 hours where clocks change. */
function dayBefore(date: string): string {
  return toDate(Date.parse(date) - DAY_MS, 'UTC');
}

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-CA', { timeZone });
    return true;
  } catch {
    // Intl has no other way to ask; a zone it does not know is a wrong one.
    return false;
  }
}

/**
 * Today and yesterday where the person is, `YYYY-MM-DD`. An unknown time zone counts as UTC.
 *
 * @param now - Milliseconds since 1970.
 */
export function datesInTimeZone(
  now: number,
  timeZone: string,
): { today: string; yesterday: string } {
  const zone = isTimeZone(timeZone) ? timeZone : 'UTC';
  const today = toDate(now, zone);
  return { today, yesterday: dayBefore(today) };
}
