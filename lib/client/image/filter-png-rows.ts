function paeth(left: number, above: number, aboveLeft: number): number {
  const toLeft = Math.abs(above - aboveLeft);
  const toAbove = Math.abs(left - aboveLeft);
  const toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
  if (toLeft <= toAbove && toLeft <= toAboveLeft) return left;
  return toAbove <= toAboveLeft ? above : aboveLeft;
}

/** Small differences pack best: the sum of a filtered row, as signed bytes, is the usual measure. */
function cost(row: Uint8Array): number {
  let sum = 0;
  for (let index = 1; index < row.length; index += 1) {
    const value = row[index] ?? 0;
    sum += value < 128 ? value : 256 - value;
  }
  return sum;
}

function cheapest(rows: readonly [Uint8Array, ...Uint8Array[]]): Uint8Array {
  let [best] = rows;
  let lowest = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const sum = cost(row);
    if (sum < lowest) [best, lowest] = [row, sum];
  }
  return best;
}

type Rows = readonly [none: Uint8Array, sub: Uint8Array, up: Uint8Array, paeth: Uint8Array];

/** Fills all candidates in one pass: this loop runs millions of times for one picture. */
function filterRow(rows: Rows, current: Uint8Array, above: Uint8Array, channels: number): void {
  const [none, sub, up, predicted] = rows;
  for (let index = 0; index < current.length; index += 1) {
    const value = current[index] ?? 0;
    const left = index < channels ? 0 : (current[index - channels] ?? 0);
    const aboveLeft = index < channels ? 0 : (above[index - channels] ?? 0);
    const over = above[index] ?? 0;
    none[index + 1] = value;
    sub[index + 1] = value - left;
    up[index + 1] = value - over;
    predicted[index + 1] = value - paeth(left, over, aboveLeft);
  }
}

/**
 * Filters the rows of a picture for PNG, each by the filter that suits it best (PNG specification, 9).
 *
 * @param samples - Bytes of the pixels, row by row.
 * @param width - Pixels of a row.
 * @param channels - Bytes of one pixel.
 * @returns Each row behind the number of its filter.
 */
export function filterPngRows(samples: Uint8Array, width: number, channels: number): Uint8Array {
  const stride = width * channels;
  const height = samples.length / stride;
  const result = new Uint8Array(height * (stride + 1));
  // By the number PNG gives each filter; 3, the average, hardly ever wins.
  const startRow = (type: number) => new Uint8Array(stride + 1).fill(type, 0, 1);
  const rows: Rows = [startRow(0), startRow(1), startRow(2), startRow(4)];
  let above: Uint8Array = new Uint8Array(stride);
  for (let row = 0; row < height; row += 1) {
    const current = samples.subarray(row * stride, (row + 1) * stride);
    filterRow(rows, current, above, channels);
    result.set(cheapest(rows), row * (stride + 1));
    above = current;
  }
  return result;
}
