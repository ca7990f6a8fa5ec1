import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodePng } from '@/lib/client/image/encode-png';
import { isNormalForm } from '@/lib/domain/image/is-normal-form';
import { sniffImage } from '@/lib/domain/image/sniff-image';

/** Opaque pixels by a rule, as a canvas gives them. */
function pixels(width: number, height: number, colour: (x: number, y: number) => number[]) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let index = 0; index < width * height; index += 1) {
    data.set([...colour(index % width, Math.floor(index / width)), 255], index * 4);
  }
  return { data, width, height };
}

const samples = {
  gradient: pixels(67, 41, (x, y) => [x * 3, y * 5, (x * y) % 256]),
  noise: pixels(33, 20, (x, y) => [(x * 7919 + y * 104729) % 256, (x * y * 31) % 256, (x ^ y) * 8]),
  flat: pixels(50, 50, () => [11, 107, 97]),
  'one pixel': pixels(1, 1, () => [1, 2, 3]),
};

describe('encodePng', () => {
  it.each(Object.entries(samples))('keeps every pixel: %s', async (_name, image) => {
    const bytes = new Uint8Array(await (await encodePng(image)).arrayBuffer());
    const decoded = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(decoded.info).toMatchObject({ width: image.width, height: image.height });
    expect(Buffer.compare(decoded.data, Buffer.from(image.data))).toBe(0);
    expect(isNormalForm(sniffImage(bytes))).toBe(true);
  });

  it('uses one channel for grey', async () => {
    const image = pixels(40, 30, (x, y) => Array(3).fill((x * y) % 256));
    const bytes = new Uint8Array(await (await encodePng(image)).arrayBuffer());
    const { channels } = await sharp(bytes).metadata();
    expect(channels).toBe(1);
    const decoded = await sharp(bytes).toColourspace('srgb').ensureAlpha().raw().toBuffer();
    expect(Buffer.compare(decoded, Buffer.from(image.data))).toBe(0);
  });

  it('packs what is regular small', async () => {
    const blob = await encodePng(pixels(400, 300, (x, y) => [x % 256, y % 256, 40]));
    expect(blob.type).toBe('image/png');
    expect(blob.size).toBeLessThan((400 * 300 * 3) / 50);
  });
});
