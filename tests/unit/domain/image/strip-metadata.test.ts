import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hasNormalPixels, isNormalForm } from '@/lib/domain/image/is-normal-form';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { fixtureIndex, readFixture } from '../../../fixtures/images/read-fixture';

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const pixels = (bytes: Uint8Array) =>
  sharp(bytes, { autoOrient: false, ignoreIcc: true }).raw().toBuffer();
const decodable = fixtureIndex()
  .filter(({ name, refusal }) => refusal === null && /\.(jpg|png)$/.test(name))
  .map(({ name }) => name);

describe('stripMetadata', () => {
  it.each(decodable)('leaves nothing but pixels in %s, and those bit for bit', async (name) => {
    const bytes = readFixture(name);
    const stripped = stripMetadata(bytes);
    const image = sniffImage(stripped);
    expect(image).toMatchObject({
      hasMetadata: false,
      hasTrailingBytes: false,
      hasColourProfile: false,
      orientation: 1,
      isIntact: true,
    });
    expect(stripped.length).toBeLessThanOrEqual(bytes.length);
    expect(latin1(stripped)).not.toMatch(/Exif|<script|<\?php|xmpmeta|taken at home/);
    expect((await pixels(stripped)).equals(await pixels(bytes))).toBe(true);
  });

  it('changes nothing the second time', () => {
    const once = stripMetadata(readFixture('polyglot.jpg'));
    expect(stripMetadata(once)).toEqual(once);
  });

  it('brings a picture with normal pixels to normal form', () => {
    for (const name of ['position.jpg', 'polyglot.jpg', 'polyglot.png', 'receipt.jpg']) {
      const bytes = readFixture(name);
      expect(hasNormalPixels(sniffImage(bytes))).toBe(true);
      expect(isNormalForm(sniffImage(stripMetadata(bytes)))).toBe(true);
    }
  });

  it('keeps the profile for a decoder that wants it, and drops the orientation beside it', () => {
    const kept = stripMetadata(readFixture('display-p3-red.jpg'), { keepColourProfile: true });
    expect(sniffImage(kept)).toMatchObject({ hasColourProfile: true, hasMetadata: false });
    const turned = stripMetadata(readFixture('orientation-6.jpg'), { keepColourProfile: true });
    expect(sniffImage(turned).orientation).toBe(1);
  });

  it('keeps what settles the colours of four channels', async () => {
    const stripped = stripMetadata(readFixture('cmyk-red.jpg'));
    const [red = 0, green = 255, blue = 255] = await sharp(stripped)
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    expect(red).toBeGreaterThan(200);
    expect(green + blue).toBeLessThan(40);
  });

  it('writes a plain first header where a thumbnail hid in it', () => {
    const bytes = readFixture('photo.jpg');
    const thumbnail = Uint8Array.of(
      0xff,
      0xe0,
      0,
      19,
      0x4a,
      0x46,
      0x49,
      0x46,
      0,
      1,
      2,
      0,
      0,
      1,
      0,
      1,
      1,
      1,
      7,
      7,
      7,
    );
    const withThumbnail = Uint8Array.of(
      ...bytes.subarray(0, 2),
      ...thumbnail,
      ...bytes.subarray(2),
    );
    expect(sniffImage(withThumbnail).hasMetadata).toBe(true);
    expect(sniffImage(stripMetadata(withThumbnail)).hasMetadata).toBe(false);
  });

  it('hands other formats back', () => {
    for (const name of ['animated.gif', 'alpha.webp', 'page.png']) {
      const bytes = readFixture(name);
      expect(stripMetadata(bytes)).toBe(bytes);
    }
  });
});
