import 'client-only';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Today and yesterday where the person is, `YYYY-MM-DD`, as the server will fill them in. */
export function todayAndYesterday(now = Date.now()): { today: string; yesterday: string } {
  // `en-CA` writes dates as YYYY-MM-DD.
  const today = new Intl.DateTimeFormat('en-CA').format(now);
  // Counted on the calendar: a day has 23 or 25 hours where clocks change.
  const yesterday = new Date(Date.parse(today) - DAY_MS).toISOString().slice(0, 10);
  return { today, yesterday };
}
