import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FITTED, fitScale, panBy, zoomAt } from '@/lib/client/image/zoom';

const sizes = { image: { width: 1540, height: 1155 }, stage: { width: 770, height: 770 } };

describe('fitScale', () => {
  it('fits the longer side and never enlarges', () => {
    expect(fitScale(sizes.image, sizes.stage)).toBe(0.5);
    expect(fitScale({ width: 64, height: 64 }, sizes.stage)).toBe(1);
    expect(fitScale({ width: 100, height: 1540 }, sizes.stage)).toBe(0.5);
  });
});

describe('zoomAt', () => {
  it('keeps the point under the pointer where it is', () => {
    const view = zoomAt(FITTED, 2, { x: 100, y: 50 }, sizes);
    expect(view.scale).toBe(2);
    // What was 100 right of the centre is 200 right of it now, moved back by 100.
    expect(view).toEqual({ scale: 2, x: -100, y: -50 });
  });
  it('does not go below the fitted size, and back there it is centred', () => {
    const away = { scale: 3, x: -200, y: 90 };
    expect(zoomAt(away, 0.01, { x: 300, y: 300 }, sizes)).toEqual(FITTED);
  });
  it('ends where a pixel fills eight', () => {
    expect(zoomAt(FITTED, 1000, { x: 0, y: 0 }, sizes).scale).toBe(16);
  });
});

describe('panBy', () => {
  it('does not move a picture that fits', () => {
    expect(panBy(FITTED, { x: 50, y: 50 }, sizes)).toEqual(FITTED);
  });
  it('stops at the edges', () => {
    const zoomed = zoomAt(FITTED, 2, { x: 0, y: 0 }, sizes);
    // 1540 by 1155 on 770 by 770: 385 and 192.5 to each side.
    expect(panBy(zoomed, { x: 9999, y: -9999 }, sizes)).toEqual({ scale: 2, x: 385, y: -192.5 });
  });
});

it('never shows a gap that moving could close', () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 1540 }),
    height: fc.integer({ min: 1, max: 1540 }),
  });
  const step = fc.record({
    factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
    x: fc.integer({ min: -800, max: 800 }),
    y: fc.integer({ min: -800, max: 800 }),
  });
  fc.assert(
    fc.property(size, size, fc.array(step, { maxLength: 8 }), (image, stage, steps) => {
      const both = { image, stage };
      const view = steps.reduce(
        (current, { factor, x, y }) =>
          panBy(zoomAt(current, factor, { x, y }, both), { x: y, y: x }, both),
        FITTED,
      );
      const factor = fitScale(image, stage) * view.scale;
      expect(Math.abs(view.x)).toBeLessThanOrEqual(
        Math.max(0, (image.width * factor - stage.width) / 2),
      );
      expect(Math.abs(view.y)).toBeLessThanOrEqual(
        Math.max(0, (image.height * factor - stage.height) / 2),
      );
      expect(view.scale).toBeGreaterThanOrEqual(1);
    }),
  );
});
