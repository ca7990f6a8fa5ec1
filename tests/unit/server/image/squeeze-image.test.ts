import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { pictureError } from '@/lib/domain/image/picture-error';
import type { EncodedImage } from '@/lib/server/image/encode-image';
import { base64Length, squeezeImage } from '@/lib/server/image/squeeze-image';
import { squeezePhoto } from '@/lib/server/image/squeeze-photo';
import { verifyImage } from '@/lib/server/image/verify-image';
import { readFixture } from '../../../fixtures/images/read-fixture';
import { type DrawnPixels, drawPrint } from '../../../support/draw-print';

const within = (base64Characters: number | null) => ({ base64Characters });
const sizeOf = async ({ data }: EncodedImage) => {
  const { width, height } = await sharp(data).metadata();
  return { width, height };
};

describe('squeezeImage', () => {
  let photo: EncodedImage;
  beforeAll(async () => {
    photo = await verifyImage(readFixture('photo.jpg'), 'photo.jpg');
  });

  it('leaves a picture alone that fits', async () => {
    expect(await squeezeImage(photo, within(base64Length(photo.data.length) + 1))).toBe(photo);
  });

  it('stays below the limit, not at it', async () => {
    const squeezed = await squeezeImage(photo, within(base64Length(photo.data.length)));
    expect(squeezed.data.length).toBeLessThan(photo.data.length);
  });

  it('gives up quality before pixels', async () => {
    const squeezed = await squeezeImage(
      photo,
      within(Math.floor(base64Length(photo.data.length) * 0.8)),
    );
    expect(squeezed.mediaType).toBe('image/jpeg');
    expect(await sizeOf(squeezed)).toEqual({ width: 1540, height: 1155 });
  });

  it.each([40_000, 20_000, 8000, 3000])('comes below %i characters', async (limit) => {
    const squeezed = await squeezeImage(photo, within(limit));
    const { width, height } = await sizeOf(squeezed);
    expect(Buffer.from(squeezed.data).toString('base64').length).toBeLessThan(limit);
    expect(Math.abs(width / height - 4 / 3)).toBeLessThan(0.03);
  });

  it('gives the same bytes for the same input', async () => {
    const [first, second] = await Promise.all([
      squeezeImage(photo, within(30_000)),
      squeezeImage(photo, within(30_000)),
    ]);
    expect(Buffer.from(first.data).equals(Buffer.from(second.data))).toBe(true);
  });

  it('says so when nothing fits', async () => {
    await expect(squeezeImage(photo, within(100))).rejects.toMatchObject({
      code: 'upstream-too-large',
    });
  });
});

describe('squeezeImage of print', () => {
  const SIZE = { width: 420, height: 280 };
  const storedAs = async (pixels: DrawnPixels, mediaType: EncodedImage['mediaType']) => {
    const { data, ...raw } = pixels;
    const image = sharp(data, { raw });
    const encoded = mediaType === 'image/png' ? image.png() : image.jpeg({ quality: 88 });
    return { mediaType, data: await encoded.toBuffer() };
  };
  const errorOf = async ({ data }: DrawnPixels, squeezed: EncodedImage) => {
    const size = { width: SIZE.width, height: SIZE.height, fit: 'fill' as const };
    return pictureError(
      data,
      await sharp(squeezed.data).resize(size).removeAlpha().raw().toBuffer(),
    );
  };

  it('keeps the size and every pixel of drawn print in few colours', async () => {
    const print = drawPrint({
      ...SIZE,
      inks: [
        [20, 20, 24],
        [190, 20, 20],
      ],
    });
    const stored = await storedAs(print, 'image/png');
    const limit = Math.floor(base64Length(stored.data.length) * 0.9);
    const squeezed = await squeezeImage(stored, within(limit));
    expect(squeezed.mediaType).toBe('image/png');
    expect(await sizeOf(squeezed)).toEqual(SIZE);
    expect(await errorOf(print, squeezed)).toBe(0);
  });

  it('gives up quality, not size, of photographed print; the photo ladder would be worse', async () => {
    const print = drawPrint({ ...SIZE, grain: 14 });
    const stored = await storedAs(print, 'image/jpeg');
    const limit = Math.floor(base64Length(stored.data.length) * 0.35);
    const squeezed = await squeezeImage(stored, within(limit));
    expect(squeezed.mediaType).toBe('image/jpeg');
    expect(await sizeOf(squeezed)).toEqual(SIZE);
    const fits = (data: Uint8Array) => base64Length(data.length) < limit;
    const asPhoto = await squeezePhoto({ ...print }, fits);
    if (!asPhoto) throw new Error('nothing fits');
    expect(await errorOf(print, squeezed)).toBeLessThan((await errorOf(print, asPhoto)) * 0.75);
  });

  it.each([6000, 2000])('gives up pixels when nothing else fits in %i', async (limit) => {
    const small = { width: 280, height: 196, grain: 14 };
    const stored = await storedAs(drawPrint(small), 'image/jpeg');
    const squeezed = await squeezeImage(stored, within(limit));
    expect(base64Length(squeezed.data.length)).toBeLessThan(limit);
    const again = await squeezeImage(stored, within(limit));
    expect(Buffer.from(again.data).equals(Buffer.from(squeezed.data))).toBe(true);
  });
});

describe('squeezeImage to an edge', () => {
  it('scales down, in the coding that suits the source', async () => {
    const photo = await verifyImage(readFixture('photo.jpg'), 'photo.jpg');
    const scaled = await squeezeImage(photo, { base64Characters: null, longestEdge: 504 });
    expect(await sizeOf(scaled)).toEqual({ width: 504, height: 378 });
    expect(scaled.mediaType).toBe('image/jpeg');
  });

  it('leaves a picture alone that is no wider', async () => {
    const photo = await verifyImage(readFixture('photo.jpg'), 'photo.jpg');
    const limit = { base64Characters: null, longestEdge: 1540 };
    expect(await squeezeImage(photo, limit)).toEqual(photo);
  });
});

describe('base64Length', () => {
  it.each([0, 1, 2, 3, 4, 1000])('counts the padding of %i bytes', (bytes) => {
    expect(base64Length(bytes)).toBe(Buffer.alloc(bytes).toString('base64').length);
  });
});
