import { expect, test } from 'vitest';
import { flatPart, pictureError } from '@/lib/domain/image/picture-error';

test('the error is the mean of the squares', () => {
  expect(pictureError(Uint8Array.of(0, 10, 20), Uint8Array.of(0, 13, 16))).toBeCloseTo(25 / 3);
  expect(pictureError(Uint8Array.of(7, 9), Uint8Array.of(7, 9))).toBe(0);
  expect(pictureError(new Uint8Array(), new Uint8Array())).toBe(0);
});

test('a pixel is flat when all its channels repeat the one before', () => {
  const pixels = Uint8Array.of(1, 2, 3, 1, 2, 3, 1, 2, 4, 1, 2, 4);
  expect(flatPart(pixels, 3)).toBe(2 / 4);
  expect(flatPart(new Uint8Array(), 3)).toBe(0);
});
