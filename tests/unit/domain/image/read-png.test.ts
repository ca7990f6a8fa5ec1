import { describe, expect, it } from 'vitest';
import { readPng } from '@/lib/domain/image/read-png';
import { pngChunk, writePng } from '../../../../scripts/fixtures/png-bytes';
import { readFixture } from '../../../fixtures/images/read-fixture';

const HEADER = { width: 8, height: 2, bitDepth: 8, colourType: 0 };
const ROWS = Buffer.alloc(18);
const png = (header: Partial<typeof HEADER> = {}, extra: readonly Buffer[] = []) =>
  writePng({ ...HEADER, ...header }, ROWS, extra);

describe('readPng', () => {
  it('reads a plain picture', () => {
    expect(readPng(png())).toMatchObject({
      width: 8,
      height: 2,
      bitDepth: 8,
      hasAlpha: false,
      hasMetadata: false,
      hasTrailingBytes: false,
      isSrgb: true,
      isLossless: true,
      isIntact: true,
    });
  });

  it.each(['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'gAMA', 'pHYs', 'prVt'])(
    'notes %s as metadata',
    (type) => expect(readPng(png({}, [pngChunk(type, Buffer.alloc(6))])).hasMetadata).toBe(true),
  );

  it('sees transparency in the colour type and in its chunk', () => {
    expect(readPng(png({ colourType: 4 })).hasAlpha).toBe(true);
    expect(readPng(png({ colourType: 6 })).hasAlpha).toBe(true);
    expect(readPng(png({}, [pngChunk('tRNS', Buffer.alloc(2))])).hasAlpha).toBe(true);
  });

  it('sees frames and profiles', () => {
    expect(readPng(png({}, [pngChunk('acTL', Buffer.alloc(8))])).isAnimated).toBe(true);
    const tagged = readPng(png({}, [pngChunk('iCCP', Buffer.from('x\0\0x'))]));
    expect(tagged).toMatchObject({ hasColourProfile: true, isSrgb: false, hasMetadata: false });
    expect(readPng(png({}, [pngChunk('sRGB', Buffer.alloc(1))])).isSrgb).toBe(true);
  });

  it('reads the orientation of its own EXIF chunk', () => {
    const exif = Buffer.from(
      'II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x03\0\0\0\0\0\0\0',
      'latin1',
    );
    expect(readPng(png({}, [pngChunk('eXIf', exif)])).orientation).toBe(3);
  });

  it.each([{ colourType: 1 }, { colourType: 3 }, { bitDepth: 3 }, { colourType: 2, bitDepth: 4 }])(
    'is not intact with %j',
    (header) => {
      expect(readPng(png(header)).isIntact).toBe(false);
    },
  );

  it('is not intact without an end, with a wrong checksum, or with nothing behind the signature', () => {
    const whole = png();
    const wrong = Uint8Array.from(whole);
    wrong[wrong.length - 14] = (wrong[wrong.length - 14] ?? 0) ^ 1;
    expect(readPng(whole.subarray(0, whole.length - 12)).isIntact).toBe(false);
    expect(readPng(wrong).isIntact).toBe(false);
    expect(readPng(whole.subarray(0, 8))).toMatchObject({ width: undefined, isIntact: false });
  });

  it('notes bytes behind the end and none where the end is missing', () => {
    const whole = png();
    expect(readPng(Buffer.concat([whole, Buffer.from('PK')])).hasTrailingBytes).toBe(true);
    expect(readPng(whole.subarray(0, whole.length - 1)).hasTrailingBytes).toBe(false);
  });

  it('does not follow a length beyond the data', () => {
    const lying = Uint8Array.from(png());
    lying.set([0xff, 0xff, 0xff, 0xff], 33);
    expect(readPng(lying).isIntact).toBe(false);
  });

  it('reads real files', () => {
    expect(readPng(readFixture('deep.png')).bitDepth).toBe(16);
    expect(readPng(readFixture('alpha.png')).hasAlpha).toBe(true);
    expect(readPng(readFixture('bomb.png'))).toMatchObject({ width: 20_000, height: 20_000 });
  });
});
