import sharp from 'sharp';
import { expect, it } from 'vitest';
import { verifyImage } from '@/lib/server/image/verify-image';
import { readFixture } from '../../fixtures/images/read-fixture';

const MEBIBYTE = 1024 * 1024;
/** Ten pictures of 12 megapixels would take 350 MiB decoded; two at a time and by rows take far less. */
const ALLOWANCE = 200 * MEBIBYTE;

it('verifies ten 12-megapixel photos at once in the memory of two', async () => {
  const photo = await sharp(readFixture('photo.jpg')).resize(4032, 3024).jpeg().toBuffer();
  await verifyImage(photo, 'first.jpg');
  const before = process.memoryUsage().rss;
  let highest = before;
  const watch = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 5);
  const names = Array.from({ length: 10 }, (_, index) => `photo ${index}.jpg`);
  const images = await Promise.all(names.map((name) => verifyImage(photo, name)));
  clearInterval(watch);
  expect(images.every(({ width, height }) => width === 1540 && height === 1155)).toBe(true);
  expect(highest - before).toBeLessThan(ALLOWANCE);
}, 60_000);
