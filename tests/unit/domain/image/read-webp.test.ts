import { describe, expect, it } from 'vitest';
import { readWebp } from '@/lib/domain/image/read-webp';
import { readFixture } from '../../../fixtures/images/read-fixture';

const text = (value: string) => Array.from(value, (character) => character.charCodeAt(0));
const little = (value: number, length: number) =>
  Array.from({ length }, (_, index) => Math.floor(value / 256 ** index) & 0xff);
const chunk = (type: string, data: readonly number[]) => [
  ...text(type),
  ...little(data.length, 4),
  ...data,
  ...(data.length % 2 ? [0] : []),
];
const webp = (...chunks: readonly number[][]) => {
  const body = [...text('WEBP'), ...chunks.flat()];
  return Uint8Array.from([...text('RIFF'), ...little(body.length, 4), ...body]);
};
const lossless = (width: number, height: number, alpha = 0) =>
  chunk('VP8L', [0x2f, ...little(width - 1 + (height - 1) * 2 ** 14 + alpha * 2 ** 28, 4), 0]);
const lossy = (width: number, height: number) =>
  chunk('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(width, 2), ...little(height, 2)]);
const canvas = (width: number, height: number, flags = 0) =>
  chunk('VP8X', [flags, 0, 0, 0, ...little(width - 1, 3), ...little(height - 1, 3)]);
const EXIF = text('II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0');

describe('readWebp', () => {
  it('reads lossless frames', () => {
    expect(readWebp(webp(lossless(16_383, 5)))).toMatchObject({
      width: 16_383,
      height: 5,
      hasAlpha: false,
      isLossless: true,
      isIntact: true,
      isSrgb: true,
    });
    expect(readWebp(webp(lossless(3, 4, 1))).hasAlpha).toBe(true);
  });

  it('reads lossy frames', () => {
    expect(readWebp(webp(lossy(300, 200)))).toMatchObject({
      width: 300,
      height: 200,
      isLossless: false,
      isIntact: true,
    });
  });

  it('takes the larger of canvas and frame', () => {
    expect(readWebp(webp(canvas(10, 10), lossy(300, 200)))).toMatchObject({
      width: 300,
      height: 200,
    });
    expect(readWebp(webp(canvas(16_000, 9000), lossy(3, 2)))).toMatchObject({
      width: 16_000,
      height: 9000,
    });
  });

  it('sees alpha, frames, profile and metadata', () => {
    expect(readWebp(webp(canvas(9, 9, 0x10), lossy(9, 9))).hasAlpha).toBe(true);
    expect(readWebp(webp(canvas(9, 9), chunk('ALPH', [0]), lossy(9, 9))).hasAlpha).toBe(true);
    expect(readWebp(webp(canvas(9, 9, 2), chunk('ANIM', [0]))).isAnimated).toBe(true);
    expect(readWebp(webp(canvas(9, 9), chunk('ICCP', [1]), lossy(9, 9)))).toMatchObject({
      hasColourProfile: true,
      isSrgb: false,
    });
    expect(readWebp(webp(canvas(9, 9), lossy(9, 9), chunk('XMP ', [1]))).hasMetadata).toBe(true);
  });

  it('reads the orientation, with and without the mark that JPEG has', () => {
    const marked = [...text('Exif\0\0'), ...EXIF];
    expect(readWebp(webp(canvas(9, 9), lossy(9, 9), chunk('EXIF', EXIF))).orientation).toBe(8);
    expect(readWebp(webp(canvas(9, 9), lossy(9, 9), chunk('EXIF', marked))).orientation).toBe(8);
  });

  it('notes what is cut and what is too much', () => {
    const whole = webp(lossy(300, 200));
    expect(readWebp(whole.subarray(0, whole.length - 3)).isIntact).toBe(false);
    expect(readWebp(Uint8Array.of(...whole, 1)).hasTrailingBytes).toBe(true);
    expect(readWebp(webp(chunk('VP8L', [0x30, 0, 0, 0, 0]))).isIntact).toBe(false);
    expect(readWebp(webp(chunk('VP8 ', [0, 0, 0, 1, 2, 3, 9, 0, 9, 0]))).isIntact).toBe(false);
  });

  it('reads real files', () => {
    expect(readWebp(readFixture('small.webp'))).toMatchObject({
      width: 200,
      height: 150,
      isIntact: true,
    });
    expect(readWebp(readFixture('alpha.webp')).hasAlpha).toBe(true);
  });
});
