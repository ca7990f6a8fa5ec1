import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitWithin, MAX_IMAGE_EDGE_PIXELS } from '@/lib/domain/image/fit-within';

describe('fitWithin', () => {
  it.each([
    [4048, 3036, 1540, 1155],
    [3120, 4160, 1155, 1540],
    [1800, 1200, 1540, 1027],
    [1693, 2059, 1266, 1540],
    [2000, 2590, 1189, 1540],
    [3496, 2090, 1540, 921],
    [3604, 7990, 695, 1540],
    [2048, 1024, 1540, 770],
    [6324, 6324, 1540, 1540],
    [5700, 30, 1540, 8],
  ])('brings %i x %i to %i x %i', (width, height, fittedWidth, fittedHeight) => {
    expect(fitWithin(width, height)).toEqual({ width: fittedWidth, height: fittedHeight });
  });

  it.each([
    [1, 1],
    [451, 300],
    [1540, 1540],
  ])('never enlarges %i x %i', (width, height) => {
    expect(fitWithin(width, height)).toEqual({ width, height });
  });

  it('rounds a half to the even neighbour', () => {
    expect(fitWithin(3080, 5)).toEqual({ width: 1540, height: 2 });
    expect(fitWithin(3080, 7)).toEqual({ width: 1540, height: 4 });
  });

  it('keeps at least one pixel', () => {
    expect(fitWithin(6200, 2)).toEqual({ width: 1540, height: 1 });
  });

  it('takes another edge', () => {
    expect(fitWithin(1540, 1155, 320)).toEqual({ width: 320, height: 240 });
  });

  it('keeps the aspect within half a pixel and stays within the edge', () => {
    const side = fc.integer({ min: 1, max: 40_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const fitted = fitWithin(width, height);
        const scale = Math.min(1, MAX_IMAGE_EDGE_PIXELS / Math.max(width, height));
        expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(MAX_IMAGE_EDGE_PIXELS);
        expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(1);
        expect(Math.abs(fitted.width - Math.max(1, width * scale))).toBeLessThanOrEqual(0.5001);
        expect(Math.abs(fitted.height - Math.max(1, height * scale))).toBeLessThanOrEqual(0.5001);
      }),
    );
  });
});
