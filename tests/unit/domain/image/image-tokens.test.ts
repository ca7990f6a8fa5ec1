import { describe, expect, it } from 'vitest';
import { imageGrid, imageTokens } from '@/lib/domain/image/image-tokens';

describe('imageTokens', () => {
  it.each([
    [28, 28, 1, 1, 2],
    [224, 224, 8, 8, 72],
    [512, 512, 19, 19, 380],
    [640, 480, 23, 18, 432],
    [1024, 768, 37, 28, 1064],
    [1024, 1024, 37, 37, 1406],
    [1280, 720, 46, 26, 1222],
    [1540, 1540, 55, 55, 3080],
    [1920, 1080, 55, 31, 1736],
    [1080, 1920, 31, 55, 1760],
    [1290, 2796, 26, 55, 1485],
    [2480, 3508, 39, 55, 2200],
    [4032, 3024, 55, 42, 2352],
    [6000, 4000, 55, 37, 2072],
  ])('prices %i x %i as %i x %i squares: %i tokens', (width, height, columns, rows, tokens) => {
    expect(imageGrid(width, height)).toEqual({ columns, rows });
    expect(imageTokens(width, height)).toBe(tokens);
  });

  it('begins a new square with the first pixel beyond the last', () => {
    expect(imageTokens(1, 1)).toBe(2);
    expect(imageGrid(29, 28)).toEqual({ columns: 2, rows: 1 });
  });

  it('costs the same before and after preparation', () => {
    expect(imageTokens(4032, 3024)).toBe(imageTokens(1540, 1155));
  });
});
