import sharp from 'sharp';
import { createRandom } from '../fixtures/random';

const WIDTH = 4032;
const HEIGHT = 3024;

/** Soft shapes over a gradient with sensor noise: as heavy to decode as a phone's photo. */
async function makePhoto(seed: number): Promise<Buffer> {
  const random = createRandom(seed);
  const shapes = Array.from({ length: 60 }, () => {
    const [x, y, radius] = [random() * WIDTH, random() * HEIGHT, 60 + random() * 600];
    const hue = Math.round(random() * 360);
    return `<circle cx="${x}" cy="${y}" r="${radius}" fill="hsl(${hue} 55% 55%)" fill-opacity="0.5"/>`;
  });
  const scene = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="hsl(${seed * 36} 40% 60%)"/>${shapes.join('')}</svg>`;
  const noise = { type: 'gaussian', mean: 128, sigma: 14 } as const;
  const grain = await sharp({
    create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#808080', noise },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(Buffer.from(scene))
    .composite([{ input: grain, blend: 'soft-light' }])
    .withExif({ IFD0: { Make: 'Tenlens', Model: 'bench' }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** Makes different 12-megapixel photos, JPEG with EXIF. */
export async function makePhotos(count: number): Promise<{ name: string; data: Buffer }[]> {
  const photos = [];
  for (let index = 0; index < count; index += 1) {
    photos.push({ name: `photo-${index + 1}.jpg`, data: await makePhoto(index + 1) });
  }
  return photos;
}
