import { describe, expect, it } from 'vitest';
import { readBmp, readHeif, readTiff } from '@/lib/domain/image/read-convertible';

const text = (value: string) => Array.from(value, (character) => character.charCodeAt(0));
const big = (value: number) => [
  value >>> 24,
  (value >> 16) & 0xff,
  (value >> 8) & 0xff,
  value & 0xff,
];
const little = (value: number) => big(value).reverse();
const box = (type: string, ...content: readonly (readonly number[])[]) => {
  const data = content.flat();
  return [...big(data.length + 8), ...text(type), ...data];
};
const extent = (width: number, height: number) => box('ispe', big(0), big(width), big(height));

describe('readHeif', () => {
  it('takes the largest declared size: tiles and thumbnails are smaller', () => {
    const properties = box(
      'ipco',
      extent(512, 512),
      box('hvcC', [1, 2, 3]),
      extent(4032, 3024),
      extent(320, 240),
    );
    const file = [
      box('ftyp', text('heic')),
      box('meta', big(0), box('hdlr', [0]), box('iprp', properties)),
    ].flat();
    expect(readHeif(Uint8Array.from(file), 'heic')).toMatchObject({
      format: 'heic',
      width: 4032,
      height: 3024,
    });
  });

  it('has no size where none is declared, and ends where boxes make no sense', () => {
    expect(readHeif(Uint8Array.from(box('ftyp', text('avif'))), 'avif').width).toBeUndefined();
    expect(
      readHeif(Uint8Array.from([...big(0), ...text('free'), ...big(0)]), 'avif').width,
    ).toBeUndefined();
    expect(readHeif(new Uint8Array(), 'heic').width).toBeUndefined();
  });
});

describe('readBmp', () => {
  const header = (bytes: number, rest: readonly number[]) =>
    Uint8Array.from([
      ...text('BM'),
      ...little(0),
      ...little(0),
      ...little(54),
      ...little(bytes),
      ...rest,
    ]);

  it('reads the usual header, rows from either end', () => {
    expect(readBmp(header(40, [...little(360), ...little(239)]))).toMatchObject({
      width: 360,
      height: 239,
    });
    expect(readBmp(header(40, [...little(360), ...little(-239)]))).toMatchObject({
      width: 360,
      height: 239,
    });
  });

  it('reads the oldest header', () => {
    expect(readBmp(header(12, [44, 1, 200, 0]))).toMatchObject({ width: 300, height: 200 });
  });
});

describe('readTiff', () => {
  it('reads the first page', () => {
    const entry = (tag: number, value: number) =>
      [0, 0, 0, 3, 0, 0, 0, 1, value >> 8, value & 0xff, 0, 0]
        .with(0, tag >> 8)
        .with(1, tag & 0xff);
    const file = [
      ...text('MM\0*'),
      ...big(8),
      0,
      3,
      ...entry(0x100, 300),
      ...entry(0x101, 200),
      ...entry(0x112, 6),
      ...big(0),
    ];
    expect(readTiff(Uint8Array.from(file))).toMatchObject({
      width: 300,
      height: 200,
      orientation: 6,
    });
    expect(readTiff(Uint8Array.from(text('II*\0'))).width).toBeUndefined();
  });
});
