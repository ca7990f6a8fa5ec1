import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { isNormalForm } from '@/lib/domain/image/is-normal-form';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { stripMetadata } from '@/lib/domain/image/strip-metadata';
import { verifyImage } from '@/lib/server/image/verify-image';
import { fixtureIndex, readFixture } from '../../../fixtures/images/read-fixture';

const refusalOf = (data: Uint8Array) =>
  verifyImage(data, 'the name.png').then(
    () => null,
    (error: unknown) => (error instanceof AppError ? [error.code, error.details] : error),
  );

async function pixelAt(data: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data: raw, info } = await sharp(data)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const place = (y * info.width + x) * info.channels;
  return [...raw.subarray(place, place + 3)];
}

async function meanDifference(first: Uint8Array, second: Uint8Array): Promise<number> {
  const [a, b] = await Promise.all([first, second].map((data) => sharp(data).raw().toBuffer()));
  if (!a || !b || a.length !== b.length) return Number.POSITIVE_INFINITY;
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

function expectNear(pixel: readonly number[], wanted: readonly number[], tolerance: number): void {
  wanted.forEach((value, index) => {
    expect(Math.abs((pixel[index] ?? 999) - value)).toBeLessThanOrEqual(tolerance);
  });
}

const accepted = fixtureIndex().filter(({ refusal }) => refusal === null);
const refused = fixtureIndex().filter(({ refusal }) => refusal !== null);

describe('verifyImage', () => {
  it.each(accepted)('brings $name to normal form', async ({ name }) => {
    const image = await verifyImage(readFixture(name), name);
    const sniffed = sniffImage(image.data);
    expect(isNormalForm(sniffed)).toBe(true);
    expect(sniffed).toMatchObject({ width: image.width, height: image.height });
    expect(image.mediaType).toBe(`image/${sniffed.format}`);
    const text = Buffer.from(image.data).toString('latin1');
    expect(text).not.toMatch(/Exif|GPS|<script|<\?php|xmpmeta|run\.sh/);
  });

  it.each(refused)('refuses $name as $refusal and names it', async ({ name, refusal }) => {
    expect(await refusalOf(readFixture(name))).toEqual([refusal, { name: 'the name.png' }]);
  });

  it.each(['position.jpg', 'tile-01.png'])(
    'keeps the bytes of %s once they are normal',
    async (name) => {
      const data = stripMetadata(readFixture(name));
      expect((await verifyImage(data, name)).data).toBe(data);
    },
  );

  it('only takes the metadata out of a picture with normal pixels', async () => {
    const before = readFixture('position.jpg');
    const after = await verifyImage(before, 'position.jpg');
    expect(after.data.length).toBeLessThan(before.length);
    expect(await meanDifference(before, after.data)).toBe(0);
  });

  it.each([2, 3, 4, 5, 6, 7, 8])('turns orientation %i upright, once', async (orientation) => {
    const upright = await verifyImage(readFixture('orientation-1.jpg'), 'upright');
    const turned = await verifyImage(readFixture(`orientation-${orientation}.jpg`), 'turned');
    expect([turned.width, turned.height]).toEqual([320, 240]);
    expect(await meanDifference(upright.data, turned.data)).toBeLessThan(3);
  });

  it('brings a large picture within the largest edge and leaves a small one alone', async () => {
    expect(await verifyImage(readFixture('photo.jpg'), 'a')).toMatchObject({
      width: 1540,
      height: 1155,
    });
    expect(await verifyImage(readFixture('wide-allowed.png'), 'a')).toMatchObject({
      width: 1540,
      height: 8,
    });
    expect(await verifyImage(readFixture('small.webp'), 'a')).toMatchObject({
      width: 200,
      height: 150,
    });
  });

  it.each(['display-p3-red.jpg', 'cmyk-red.jpg'])('shows the red of %s as red', async (name) => {
    const { data } = await verifyImage(readFixture(name), name);
    expectNear(
      await pixelAt(data, 40, 30),
      name.startsWith('display') ? [255, 0, 0] : [232, 0, 0],
      12,
    );
  });

  it.each(['alpha.png', 'alpha.webp'])('puts %s on white', async (name) => {
    const { data } = await verifyImage(readFixture(name), name);
    expectNear(await pixelAt(data, 2, 2), [255, 255, 255], 2);
    expectNear(await pixelAt(data, 120, 80), [29, 78, 216], 10);
  });

  it('shows the first frame only', async () => {
    const image = await verifyImage(readFixture('animated.gif'), 'animated.gif');
    expect([image.width, image.height]).toEqual([80, 60]);
    expectNear(await pixelAt(image.data, 40, 30), [220, 38, 38], 4);
  });

  it('scales 16 bits down to 8 without wrapping round', async () => {
    const { data } = await verifyImage(readFixture('deep.png'), 'deep.png');
    expectNear(await pixelAt(data, 63, 0), [255, 0, 64], 3);
    expectNear(await pixelAt(data, 0, 63), [0, 255, 64], 3);
  });

  it('refuses what only a full decode can find', async () => {
    const bytes = Uint8Array.from(readFixture('position.jpg'));
    const scan = bytes.length - 4000;
    // A second start of frame data inside the coded pixels: the structure stays whole.
    for (let place = scan; place < scan + 3000; place += 1) bytes[place] = 0x00;
    expect(await refusalOf(bytes)).toEqual(['image-damaged', { name: 'the name.png' }]);
  });

  it('does not open a door to other decoders', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    await expect(sharp(svg).png().toBuffer()).rejects.toThrow();
  });
});
