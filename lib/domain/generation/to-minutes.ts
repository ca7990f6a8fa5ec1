/** A whole number of seconds as people read it: minutes, and the seconds that are left. */
export const toMinutes = (total: number): { minutes: number; seconds: number } => ({
  minutes: Math.floor(total / 60),
  seconds: total % 60,
});
