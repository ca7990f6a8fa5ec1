import { describe, expect, it } from 'vitest';
import { hasNormalPixels, isNormalForm } from '@/lib/domain/image/is-normal-form';
import { PLAIN_IMAGE, type SniffedImage } from '@/lib/domain/image/sniffed-image';

const image = (changes: Partial<SniffedImage>): SniffedImage => ({
  ...PLAIN_IMAGE,
  format: 'png',
  width: 1540,
  height: 900,
  ...changes,
});

describe('isNormalForm', () => {
  it.each([{}, { format: 'jpeg' }, { bitDepth: 1 }, { isProgressive: true }] as const)(
    'is met by %j',
    (changes) => {
      expect(hasNormalPixels(image(changes))).toBe(true);
      expect(isNormalForm(image(changes))).toBe(true);
    },
  );

  it.each([
    { format: 'webp' },
    { format: 'gif' },
    { width: 1541 },
    { height: 1541 },
    { orientation: 2 },
    { hasAlpha: true },
    { isSrgb: false },
    { bitDepth: 16 },
  ] as const)('needs other pixels for %j', (changes) => {
    expect(hasNormalPixels(image(changes))).toBe(false);
    expect(isNormalForm(image(changes))).toBe(false);
  });

  it.each([
    { hasMetadata: true },
    { hasTrailingBytes: true },
    { hasColourProfile: true },
    { isAnimated: true },
  ])('only has to lose %j', (changes) => {
    expect(hasNormalPixels(image(changes))).toBe(true);
    expect(isNormalForm(image(changes))).toBe(false);
  });
});
