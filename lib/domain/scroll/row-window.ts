/** Rows of a list from `start` up to, but not including, `end`. */
export type RowRange = { readonly start: number; readonly end: number };

/** What stands in a windowed list: a row, or a gap as high as the rows it stands for. */
export type Segment =
  | { readonly type: 'row'; readonly index: number }
  | { readonly type: 'gap'; readonly start: number; readonly end: number };

/**
 * Where each row begins, in pixels from the first; one more entry says where the last one ends.
 *
 * @param before - Those of rows before these, where there are any.
 */
export function rowOffsets(heights: readonly number[], before: readonly number[] = [0]): number[] {
  const offsets = [...before];
  let sum = before.at(-1) ?? 0;
  for (const height of heights) {
    sum += height;
    offsets.push(sum);
  }
  return offsets;
}

/** The last row that begins at or before a place; 0 for a place before the first. */
function rowAt(offsets: readonly number[], place: number): number {
  let low = 0;
  let high = Math.max(offsets.length - 2, 0);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((offsets[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows that a stretch of pixels touches; at least one where there are any. */
export function rowsBetween(offsets: readonly number[], top: number, bottom: number): RowRange {
  if (offsets.length < 2) return { start: 0, end: 0 };
  return { start: rowAt(offsets, top), end: rowAt(offsets, Math.max(top, bottom)) + 1 };
}

/** A range with so many more rows on both sides, as far as there are any. */
export function widen({ start, end }: RowRange, by: number, count: number): RowRange {
  return { start: Math.max(0, start - by), end: Math.min(count, end + by) };
}

/** Whether all rows of one range are in another. */
export function covers(outer: RowRange, inner: RowRange): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** One step from a range to the one that is wanted: at most `step` new rows on each side; what is too much goes at once. */
export function stepTowards(range: RowRange, wanted: RowRange, step: number): RowRange {
  return {
    start: Math.max(wanted.start, range.start - step),
    end: Math.min(wanted.end, range.end + step),
  };
}

/** Rows of a range and those kept beside it, in order, with a gap wherever rows are left out. */
export function segmentsOf(count: number, range: RowRange, kept: readonly number[]): Segment[] {
  const outside = kept.filter(
    (index) => index >= 0 && index < count && (index < range.start || index >= range.end),
  );
  const inside = Array.from({ length: range.end - range.start }, (_, at) => range.start + at);
  const shown = [...new Set([...outside, ...inside])].sort((one, other) => one - other);
  const segments: Segment[] = [];
  let next = 0;
  for (const index of shown) {
    if (index > next) segments.push({ type: 'gap', start: next, end: index });
    segments.push({ type: 'row', index });
    next = index + 1;
  }
  if (next < count) segments.push({ type: 'gap', start: next, end: count });
  return segments;
}
