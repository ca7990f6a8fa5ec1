/**
 * The value below which that part of all values lies (nearest rank).
 *
 * @param part - From 0 to 1.
 * @returns `NaN` of nothing.
 */
export function percentile(values: readonly number[], part: number): number {
  return percentileOfSorted(Float64Array.from(values).sort(), part);
}

function percentileOfSorted(sorted: ArrayLike<number>, part: number): number {
  const rank = Math.ceil(part * sorted.length);
  return sorted[Math.min(Math.max(rank, 1), sorted.length) - 1] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Half, nearly all, the slowest, of many values. */
export type Spread = { p50: number; p95: number; p99: number; worst: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  return {
    p50: percentileOfSorted(sorted, 0.5),
    p95: percentileOfSorted(sorted, 0.95),
    p99: percentileOfSorted(sorted, 0.99),
    worst: percentileOfSorted(sorted, 1),
  };
}

/** How fast `y` grows with `x`, by least squares; 0 of fewer than two points. */
export function slopeOf(points: readonly { readonly x: number; readonly y: number }[]): number {
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const shared = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return count < 2 || spread === 0 ? 0 : shared / spread;
}

/** To that many digits behind the point. */
export function round(value: number, digits = 1): number {
  return Number(value.toFixed(digits));
}
