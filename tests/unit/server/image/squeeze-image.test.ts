import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EncodedImage } from '@/lib/server/image/encode-image';
import { base64Length, squeezeImage } from '@/lib/server/image/squeeze-image';
import { verifyImage } from '@/lib/server/image/verify-image';
import { readFixture } from '../../../fixtures/images/read-fixture';

describe('squeezeImage', () => {
  let photo: EncodedImage;
  beforeAll(async () => {
    photo = await verifyImage(readFixture('photo.jpg'), 'photo.jpg');
  });

  const sizeOf = async ({ data }: EncodedImage) => {
    const { width, height } = await sharp(data).metadata();
    return { width, height };
  };

  it('leaves a picture alone that fits', async () => {
    expect(await squeezeImage(photo, base64Length(photo.data.length) + 1)).toBe(photo);
  });

  it('stays below the limit, not at it', async () => {
    const squeezed = await squeezeImage(photo, base64Length(photo.data.length));
    expect(squeezed.data.length).toBeLessThan(photo.data.length);
  });

  it('gives up quality before pixels', async () => {
    const squeezed = await squeezeImage(photo, Math.floor(base64Length(photo.data.length) * 0.8));
    expect(squeezed.mediaType).toBe('image/jpeg');
    expect(await sizeOf(squeezed)).toEqual({ width: 1540, height: 1155 });
  });

  it.each([40_000, 20_000, 8000, 3000])('comes below %i characters', async (limit) => {
    const squeezed = await squeezeImage(photo, limit);
    const { width, height } = await sizeOf(squeezed);
    expect(Buffer.from(squeezed.data).toString('base64').length).toBeLessThan(limit);
    expect(Math.abs(width / height - 4 / 3)).toBeLessThan(0.03);
  });

  it('gives the same bytes for the same input', async () => {
    const [first, second] = await Promise.all([
      squeezeImage(photo, 30_000),
      squeezeImage(photo, 30_000),
    ]);
    expect(Buffer.from(first.data).equals(Buffer.from(second.data))).toBe(true);
  });

  it('says so when nothing fits', async () => {
    await expect(squeezeImage(photo, 100)).rejects.toMatchObject({ code: 'upstream-too-large' });
  });
});

describe('base64Length', () => {
  it.each([0, 1, 2, 3, 4, 1000])('counts the padding of %i bytes', (bytes) => {
    expect(base64Length(bytes)).toBe(Buffer.alloc(bytes).toString('base64').length);
  });
});
