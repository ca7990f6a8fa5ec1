import { describe, expect, it } from 'vitest';
import { moveItem } from '@/lib/client/draft/move-item';
import { nearestSlot, type Slot } from '@/lib/client/draft/nearest-slot';
import { tileShift } from '@/lib/client/draft/tile-shift';

/** Three tiles in a row and a fourth below the first, 84 px each with a gap of 10. */
const slots: Slot[] = [
  { left: 0, top: 0, width: 84, height: 108 },
  { left: 94, top: 0, width: 84, height: 108 },
  { left: 188, top: 0, width: 84, height: 108 },
  { left: 0, top: 118, width: 84, height: 108 },
];

describe('moveItem', () => {
  const list = ['a', 'b', 'c', 'd'];
  it.each([
    [0, 2, 'bcad'],
    [3, 0, 'dabc'],
    [1, 1, 'abcd'],
    [0, 99, 'bcda'],
    [2, -5, 'cabd'],
    [7, 0, 'abcd'],
  ])('from %i to %i', (from, to, expected) => {
    expect(moveItem(list, from, to).join('')).toBe(expected);
    expect(list.join('')).toBe('abcd');
  });
});

describe('nearestSlot', () => {
  it.each([
    [{ x: 40, y: 50 }, 0],
    [{ x: 140, y: 50 }, 1],
    [{ x: 900, y: 20 }, 2],
    [{ x: 60, y: 160 }, 3],
    [{ x: -50, y: 400 }, 3],
  ])('%o', (pointer, expected) => {
    expect(nearestSlot(slots, pointer)).toBe(expected);
  });
  it('is -1 where there is none', () => {
    expect(nearestSlot([], { x: 0, y: 0 })).toBe(-1);
  });
  it('goes from right to left as well', () => {
    expect(nearestSlot(slots.slice(0, 3).reverse(), { x: 10, y: 10 })).toBe(2);
  });
});

describe('tileShift', () => {
  const shifts = (from: number, target: number) =>
    slots.map((_, index) => tileShift(index, { from, target, x: 7, y: 3, slots }));

  it('moves the dragged tile with the pointer and the others into the gap', () => {
    expect(shifts(0, 2)).toEqual([
      { x: 7, y: 3 },
      { x: -94, y: 0 },
      { x: -94, y: 0 },
      { x: 0, y: 0 },
    ]);
  });
  it('makes room towards the end, over the end of a row', () => {
    expect(shifts(3, 1)).toEqual([
      { x: 0, y: 0 },
      { x: 94, y: 0 },
      { x: -188, y: 118 },
      { x: 7, y: 3 },
    ]);
  });
  it('leaves all where they are over its own place', () => {
    expect(shifts(1, 1).filter(({ x, y }) => x !== 0 || y !== 0)).toEqual([{ x: 7, y: 3 }]);
  });
});
