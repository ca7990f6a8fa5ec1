import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeThumbnail } from '@/lib/server/image/make-thumbnail';
import { verifyImage } from '@/lib/server/image/verify-image';
import { readFixture } from '../../../fixtures/images/read-fixture';

describe('makeThumbnail', () => {
  it.each([
    ['photo.jpg', 320, 240],
    ['receipt.jpg', 242, 320],
    ['wide-allowed.png', 320, 2],
  ])('makes a small copy of %s', async (name, width, height) => {
    const thumbnail = await makeThumbnail(await verifyImage(readFixture(name), name));
    expect(thumbnail.mediaType).toBe('image/jpeg');
    expect(await sharp(thumbnail.data).metadata()).toMatchObject({ width, height, format: 'jpeg' });
    expect(thumbnail.data.length).toBeLessThan(30_000);
  });
});
