import sharp from 'sharp';
import { expect, it } from 'vitest';
import { hideWebpExif } from '@/lib/client/image/hide-webp-exif';
import { sniffImage } from '@/lib/domain/image/sniff-image';

it('hides the orientation of a WebP from decoders and leaves its pixels', async () => {
  const plain = sharp({ create: { width: 6, height: 4, channels: 3, background: '#0b6b61' } });
  const turned = new Uint8Array(
    await plain.webp({ lossless: true }).withMetadata({ orientation: 6 }).toBuffer(),
  );
  expect(sniffImage(turned).orientation).toBe(6);
  const hidden = hideWebpExif(turned);
  expect(sniffImage(hidden)).toMatchObject({ orientation: 1, width: 6, height: 4, isIntact: true });
  const { info, data } = await sharp(hidden)
    .autoOrient()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 6, height: 4 });
  expect([...data.subarray(0, 3)]).toEqual([0x0b, 0x6b, 0x61]);
  expect(sniffImage(turned).orientation).toBe(6);
});

it('goes through broken files without hanging', () => {
  const broken = new Uint8Array(64).fill(0xff);
  expect(hideWebpExif(broken)).toEqual(broken);
});
