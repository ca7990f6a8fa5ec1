import { describe, expect, it } from 'vitest';
import { numberInFirstDirectory, orientationOf } from '@/lib/domain/image/tiff-directory';

const ORIENTATION = [0x01, 0x12];

/** Most significant byte first: one entry, then what follows. */
const bigEndian = (entry: readonly number[], count = 1) =>
  Uint8Array.of(0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, count, ...entry, 0, 0, 0, 0);
const littleEndian = (entry: readonly number[]) =>
  Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, ...entry, 0, 0, 0, 0);

describe('orientationOf', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('reads %i in either byte order', (value) => {
    expect(orientationOf(bigEndian([...ORIENTATION, 0, 3, 0, 0, 0, 1, 0, value, 0, 0]))).toBe(
      value,
    );
    expect(orientationOf(littleEndian([0x12, 1, 3, 0, 1, 0, 0, 0, value, 0, 0, 0]))).toBe(value);
  });

  it('reads a long number too, as some writers store it', () => {
    expect(orientationOf(bigEndian([...ORIENTATION, 0, 4, 0, 0, 0, 1, 0, 0, 0, 6]))).toBe(6);
  });

  it.each([
    ['0', [...ORIENTATION, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0]],
    ['9', [...ORIENTATION, 0, 3, 0, 0, 0, 1, 0, 9, 0, 0]],
    ['another type', [...ORIENTATION, 0, 2, 0, 0, 0, 1, 0, 6, 0, 0]],
    ['a count that is not one', [...ORIENTATION, 0, 3, 0xff, 0xff, 0xff, 0xff, 0, 6, 0, 0]],
    ['another tag', [0x01, 0x13, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]],
  ])('is upright for %s', (_, entry) => {
    expect(orientationOf(bigEndian(entry))).toBe(1);
  });

  it('is upright where the directory lies beyond the data, and where there is none', () => {
    const beyond = Uint8Array.of(0x4d, 0x4d, 0, 42, 0xff, 0xff, 0xff, 0xf0);
    expect(orientationOf(beyond)).toBe(1);
    expect(orientationOf(new Uint8Array())).toBe(1);
    expect(orientationOf(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).toBe(1);
  });

  it('stops at the first entry that does not fit, however many are announced', () => {
    const entry = [0x01, 0x13, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
    expect(orientationOf(bigEndian(entry, 255))).toBe(1);
  });

  it('reads the tag of a directory that points to itself', () => {
    const tiff = bigEndian([...ORIENTATION, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    tiff.set([0, 0, 0, 8], tiff.length - 4);
    expect(orientationOf(tiff)).toBe(6);
  });
});

describe('numberInFirstDirectory', () => {
  it('reads any number of the first directory', () => {
    expect(
      numberInFirstDirectory(littleEndian([0, 1, 4, 0, 1, 0, 0, 0, 0x2c, 1, 0, 0]), 0x0100),
    ).toBe(300);
  });
});
