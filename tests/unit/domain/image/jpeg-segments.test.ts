import { describe, expect, it } from 'vitest';
import { hasSignature, jpegSegments } from '@/lib/domain/image/jpeg-segments';

const markersOf = (...bytes: readonly number[]) =>
  [...jpegSegments(Uint8Array.of(0xff, 0xd8, ...bytes))].map(({ marker }) => marker);

describe('jpegSegments', () => {
  it('gives a scan its coded pixels, with stuffing and restarts', () => {
    const scan = [0xff, 0xda, 0, 2, 1, 0xff, 0, 2, 0xff, 0xd3, 3];
    const bytes = Uint8Array.of(0xff, 0xd8, ...scan, 0xff, 0xd9, 9);
    const segments = [...jpegSegments(bytes)];
    expect(segments).toMatchObject([
      { marker: 0xda, start: 2, bodyStart: 6, bodyEnd: 6, end: 2 + scan.length },
      { marker: 0xd9, start: 2 + scan.length, end: bytes.length - 1 },
    ]);
  });

  it('passes over fill bytes, stray bytes and markers that stand alone', () => {
    expect(markersOf(0xff, 0xff, 0xff, 0xfe, 0, 2, 0x41, 0xff, 0x01, 0xff, 0xd9)).toEqual([
      0xfe, 0xd9,
    ]);
  });

  it.each([
    ['a length that cannot be', [0xff, 0xe1, 0, 1, 0xff, 0xd9]],
    ['a length beyond the data', [0xff, 0xe1, 0xff, 0xff, 0xff, 0xd9]],
    ['no marker', [1, 2, 3]],
    ['fill bytes only', [0xff, 0xff, 0xff]],
  ])('ends at %s', (_, bytes) => {
    expect(markersOf(...bytes)).toEqual([]);
  });

  it('ends with the data inside a scan', () => {
    expect(markersOf(0xff, 0xda, 0, 2, 1, 2, 0xff)).toEqual([0xda]);
    expect(markersOf(0xff, 0xda, 0, 2, 1, 2, 0xff, 0xff)).toEqual([0xda]);
  });
});

describe('hasSignature', () => {
  it('does not read beyond the segment', () => {
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0xe1, 0, 4, 0x45, 0x78, 0x69, 0x66);
    const [segment] = jpegSegments(bytes);
    expect(segment && hasSignature(bytes, segment, 'Ex')).toBe(true);
    expect(segment && hasSignature(bytes, segment, 'Exi')).toBe(false);
  });
});
