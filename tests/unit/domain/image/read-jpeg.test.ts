import { describe, expect, it } from 'vitest';
import { readJpeg } from '@/lib/domain/image/read-jpeg';
import { readFixture } from '../../../fixtures/images/read-fixture';

const JFIF = [0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0];
const frame = (marker = 0xc0, precision = 8, components = 3) => [
  0xff,
  marker,
  0,
  8 + components * 3,
  precision,
  0,
  30,
  0,
  40,
  components,
  ...Array.from({ length: components * 3 }, () => 1),
];
const SCAN = [0xff, 0xda, 0, 4, 1, 1, 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56];
const END = [0xff, 0xd9];
const jpeg = (...parts: readonly number[][]) => Uint8Array.from([0xff, 0xd8, ...parts.flat()]);
const comment = (text: string) => [
  0xff,
  0xfe,
  0,
  text.length + 2,
  ...Array.from(text, (character) => character.charCodeAt(0)),
];

describe('readJpeg', () => {
  it('reads the size of the frame, over stuffed bytes and restarts of a scan', () => {
    expect(readJpeg(jpeg(JFIF, frame(), SCAN, END))).toMatchObject({
      width: 40,
      height: 30,
      orientation: 1,
      hasMetadata: false,
      hasTrailingBytes: false,
      isSrgb: true,
      isProgressive: false,
      isIntact: true,
    });
  });

  it.each([
    ['a comment', [comment('hello')]],
    ['a comment between scans', [frame(), SCAN, comment('hello')]],
    ['an unknown application segment', [[0xff, 0xe5, 0, 4, 1, 2]]],
    ['stray bytes between segments', [[0x41, 0x42, 0x43]]],
    ['a thumbnail in the first header', [[0xff, 0xe0, 0, 19, ...JFIF.slice(4, 16), 1, 1, 9, 9, 9]]],
    ['a second kind of first header', [[0xff, 0xe0, 0, 8, 0x4a, 0x46, 0x58, 0x58, 0, 1]]],
  ])('notes %s', (_, parts) => {
    const image = readJpeg(jpeg(...parts, frame(), SCAN, END));
    expect(image.hasMetadata).toBe(true);
    expect(image.isIntact).toBe(true);
  });

  it('notes bytes behind the end', () => {
    expect(readJpeg(jpeg(frame(), SCAN, END, [0x3c])).hasTrailingBytes).toBe(true);
  });

  it.each([
    ['no end', [frame(), SCAN]],
    ['no scan', [frame(), END]],
    ['no frame', [SCAN, END]],
    ['a kind of frame that few decoders read', [frame(0xc3), SCAN, END]],
    ['arithmetic coding', [frame(0xc9), SCAN, END]],
  ])('is not intact with %s', (_, parts) => {
    expect(readJpeg(jpeg(...parts)).isIntact).toBe(false);
  });

  it('tells depth, scans and colour model', () => {
    expect(readJpeg(jpeg(frame(0xc1, 12), SCAN, END)).bitDepth).toBe(12);
    expect(readJpeg(jpeg(frame(0xc2), SCAN, END)).isProgressive).toBe(true);
    expect(readJpeg(jpeg(frame(0xc0, 8, 4), SCAN, END)).isSrgb).toBe(false);
    expect(readJpeg(jpeg(frame(0xc0, 8, 1), SCAN, END)).isSrgb).toBe(true);
  });

  it('takes the first frame and the first EXIF only', () => {
    const small = frame();
    small[6] = 99;
    expect(readJpeg(jpeg(frame(), small, SCAN, END)).height).toBe(30);
  });

  it('reads real files', () => {
    expect(readJpeg(readFixture('display-p3-red.jpg'))).toMatchObject({
      hasColourProfile: true,
      isSrgb: false,
    });
    expect(readJpeg(readFixture('cmyk-red.jpg')).isSrgb).toBe(false);
    expect(readJpeg(readFixture('position.jpg')).hasMetadata).toBe(true);
    expect(readJpeg(readFixture('photo.jpg'))).toMatchObject({ width: 1840, height: 1380 });
    expect(readJpeg(readFixture('truncated.jpg')).isIntact).toBe(false);
  });
});
