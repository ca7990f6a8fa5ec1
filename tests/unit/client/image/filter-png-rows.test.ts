import fc from 'fast-check';
import { expect, it } from 'vitest';
import { filterPngRows } from '@/lib/client/image/filter-png-rows';

/** What a decoder adds back to a filtered byte (PNG specification, 9.2 and 9.4). */
function predict(type: number, left: number, above: number, aboveLeft: number): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return above;
  const estimate = left + above - aboveLeft;
  const [best] = [left, above, aboveLeft].toSorted(
    (one, other) => Math.abs(estimate - one) - Math.abs(estimate - other),
  );
  return best ?? 0;
}

function unfilter(filtered: Uint8Array, width: number, channels: number): Uint8Array {
  const stride = width * channels;
  const result = new Uint8Array((filtered.length / (stride + 1)) * stride);
  for (let index = 0; index < result.length; index += 1) {
    const row = Math.floor(index / stride);
    const isFirst = index % stride < channels;
    const above = row === 0 ? 0 : (result[index - stride] ?? 0);
    const left = isFirst ? 0 : (result[index - channels] ?? 0);
    const aboveLeft = isFirst || row === 0 ? 0 : (result[index - stride - channels] ?? 0);
    const type = filtered[row * (stride + 1)] ?? 0;
    result[index] = (filtered[index + row + 1] ?? 0) + predict(type, left, above, aboveLeft);
  }
  return result;
}

it('can be undone by what a decoder does, whatever the pixels', () => {
  const picture = fc
    .record({
      width: fc.integer({ min: 1, max: 5 }),
      height: fc.integer({ min: 1, max: 6 }),
      channels: fc.constantFrom(1, 3),
      // Few shades make all filters win now and then.
      shades: fc.constantFrom(3, 20, 255),
    })
    .chain(({ width, height, channels, shades }) =>
      fc.record({
        width: fc.constant(width),
        channels: fc.constant(channels),
        samples: fc.uint8Array({
          minLength: width * height * channels,
          maxLength: width * height * channels,
          max: shades,
        }),
      }),
    );
  fc.assert(
    fc.property(picture, ({ width, channels, samples }) => {
      const filtered = filterPngRows(samples, width, channels);
      expect(unfilter(filtered, width, channels)).toEqual(samples);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['none', 0, [0, 0, 0, 0]],
  ['left', 1, [5, 5, 5, 5]],
  ['above', 2, [7, 1, 9, 4, 7, 1, 9, 4]],
])('picks the filter that leaves least: %s', (_name, type, samples) => {
  const filtered = filterPngRows(Uint8Array.from(samples), 4, 1);
  const lastRow = filtered.length - 5;
  expect(filtered[lastRow]).toBe(type);
});
