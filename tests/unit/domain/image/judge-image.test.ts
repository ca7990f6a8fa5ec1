import { describe, expect, it } from 'vitest';
import {
  CONVERTIBLE_FORMATS,
  judgeImage,
  MAX_IMAGE_BYTES,
  SERVER_FORMATS,
} from '@/lib/domain/image/judge-image';
import { type ImageFormat, PLAIN_IMAGE, type SniffedImage } from '@/lib/domain/image/sniffed-image';

const image = (changes: Partial<SniffedImage> = {}): SniffedImage => ({
  ...PLAIN_IMAGE,
  format: 'jpeg',
  width: 640,
  height: 480,
  isIntact: true,
  ...changes,
});

describe('judgeImage', () => {
  it.each(SERVER_FORMATS)('takes %s', (format) => {
    expect(judgeImage(image({ format }), 1000)).toBeNull();
  });

  it.each<ImageFormat>([...CONVERTIBLE_FORMATS, 'svg', 'pdf', 'html', 'jxl', 'unknown'])(
    'refuses %s by its type',
    (format) => expect(judgeImage(image({ format }), 1000)).toBe('image-type'),
  );

  it('takes what the caller can convert, also where the header gives no size', () => {
    const formats = [...SERVER_FORMATS, ...CONVERTIBLE_FORMATS];
    expect(judgeImage(image({ format: 'heic' }), 1000, formats)).toBeNull();
    expect(
      judgeImage({ ...PLAIN_IMAGE, format: 'avif', isIntact: true }, 1000, formats),
    ).toBeNull();
    expect(judgeImage(image({ format: 'svg' }), 1000, formats)).toBe('image-type');
  });

  it.each([
    [6324, 6324, null],
    [6325, 6325, 'image-pixels'],
    [40_000, 1000, null],
    [0xffffffff, 0xffffffff, 'image-pixels'],
    [200, 1, null],
    [201, 1, 'image-aspect'],
    [1, 201, 'image-aspect'],
    [0, 10, 'image-damaged'],
    [10, 0, 'image-damaged'],
    [undefined, undefined, 'image-damaged'],
  ])('judges %s x %s as %s', (width, height, refusal) => {
    expect(judgeImage(image({ width, height }), 1000)).toBe(refusal);
  });

  it('refuses an empty file as damaged, whatever its name says', () => {
    expect(judgeImage({ ...PLAIN_IMAGE, format: 'unknown' }, 0)).toBe('image-damaged');
  });

  it('refuses a file over the limit before looking at it', () => {
    expect(judgeImage(image({ format: 'svg' }), MAX_IMAGE_BYTES + 1)).toBe('image-size');
    expect(judgeImage(image(), MAX_IMAGE_BYTES)).toBeNull();
  });

  it('refuses a broken structure, after the size: a bomb is called by its name', () => {
    expect(judgeImage(image({ isIntact: false }), 1000)).toBe('image-damaged');
    expect(judgeImage(image({ isIntact: false, width: 9000, height: 9000 }), 1000)).toBe(
      'image-pixels',
    );
  });
});
