import { expect, test } from 'vitest';
import { isTextLike } from '@/lib/domain/image/text-likeness';
import { type DrawnPixels, drawPrint, drawScene } from '../../../support/draw-print';

const SIZE = { width: 400, height: 300 };

/** The green channel stands for brightness. */
const judge = ({ data, width, height }: DrawnPixels): boolean =>
  isTextLike({ data: data.filter((_, place) => place % 3 === 1), width, height });

test('small print is text', () => {
  expect(judge(drawPrint(SIZE))).toBe(true);
});

test('so is a photograph of print, with grain and light that falls off', () => {
  expect(judge(drawPrint({ ...SIZE, grain: 14 }))).toBe(true);
});

test('so is bright print on a dark screen', () => {
  const { data, ...size } = drawPrint(SIZE);
  expect(judge({ ...size, data: data.map((value) => 255 - value) })).toBe(true);
});

test('what a camera sees is not', () => {
  expect(judge(drawScene(SIZE))).toBe(false);
});

test('nor is an empty page, nor a picture smaller than a letter', () => {
  expect(judge({ ...SIZE, channels: 3, data: new Uint8Array(400 * 300 * 3).fill(255) })).toBe(
    false,
  );
  expect(judge({ width: 3, height: 3, channels: 3, data: new Uint8Array(27) })).toBe(false);
});
