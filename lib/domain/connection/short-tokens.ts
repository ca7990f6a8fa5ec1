const STEP = 1024;

/** A number of tokens as people say it, such as `256K`: in the thousands of the maker, 1,024 or 1,000. */
export function shortTokens(tokens: number): string {
  if (tokens < STEP) return String(tokens);
  const step = tokens % STEP === 0 && tokens % 1000 !== 0 ? STEP : 1000;
  const thousands = Math.round(tokens / step);
  return thousands >= step && thousands % step === 0 ? `${thousands / step}M` : `${thousands}K`;
}
