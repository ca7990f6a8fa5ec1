import { describe, expect, it } from 'vitest';
import { readGif } from '@/lib/domain/image/read-gif';
import { readFixture } from '../../../fixtures/images/read-fixture';

const text = (value: string) => Array.from(value, (character) => character.charCodeAt(0));
const little = (value: number) => [value & 0xff, value >> 8];
const screen = (width: number, height: number, flags = 0) => [
  ...text('GIF89a'),
  ...little(width),
  ...little(height),
  flags,
  0,
  0,
];
const frame = (left: number, width: number, flags = 0, table: readonly number[] = []) => [
  0x2c,
  ...little(left),
  0,
  0,
  ...little(width),
  5,
  0,
  flags,
  ...table,
  2,
  2,
  0x4c,
  0x01,
  0,
];
const control = (flags: number) => [0x21, 0xf9, 4, flags, 0, 0, 0, 0];
const comment = (value: string) => [0x21, 0xfe, value.length, ...text(value), 0];
const gif = (...parts: readonly number[][]) => Uint8Array.from(parts.flat());

describe('readGif', () => {
  it('reads screen and first frame, and takes the larger', () => {
    expect(readGif(gif(screen(20, 10), frame(0, 20), [0x3b]))).toMatchObject({
      width: 20,
      height: 10,
      isAnimated: false,
      hasAlpha: false,
      isIntact: true,
      isLossless: true,
    });
    expect(readGif(gif(screen(65_535, 65_535), frame(0, 1), [0x3b]))).toMatchObject({
      width: 65_535,
      height: 65_535,
    });
    expect(readGif(gif(screen(1, 1), frame(30, 20), [0x3b]))).toMatchObject({
      width: 50,
      height: 5,
    });
  });

  it('passes over colour tables, comments and control blocks', () => {
    const table = Array.from({ length: 6 }, () => 0x2c);
    const bytes = gif(
      screen(9, 9, 0x80),
      table,
      comment('a,b;c'),
      control(1),
      frame(0, 9, 0xc0, table),
      [0x3b],
    );
    expect(readGif(bytes)).toMatchObject({
      hasAlpha: true,
      isProgressive: true,
      isIntact: true,
      isAnimated: false,
    });
  });

  it('knows a second frame, and does not look further', () => {
    expect(readGif(gif(screen(9, 9), frame(0, 9), control(0), frame(0, 9)))).toMatchObject({
      isAnimated: true,
    });
  });

  it('is not intact where the first frame is cut', () => {
    const whole = gif(screen(9, 9), frame(0, 9));
    expect(readGif(whole).isIntact).toBe(true);
    expect(readGif(whole.subarray(0, whole.length - 1)).isIntact).toBe(false);
    expect(readGif(gif(screen(9, 9), [0x3b])).isIntact).toBe(false);
  });

  it('reads real files', () => {
    expect(readGif(readFixture('animated.gif'))).toMatchObject({
      width: 80,
      height: 60,
      isAnimated: true,
    });
  });
});
