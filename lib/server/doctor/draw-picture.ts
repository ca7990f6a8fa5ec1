import 'server-only';
import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';

export type PictureFormat = 'png' | 'jpeg' | 'webp';

async function toUrl(image: Sharp, format: PictureFormat): Promise<string> {
  const bytes = await image.toFormat(format).toBuffer();
  return `data:image/${format};base64,${bytes.toString('base64')}`;
}

/**
 * A plain red square as a data URL.
 *
 * @param edge - In pixels; 28 is one patch of the model.
 */
export function drawPicture(format: PictureFormat, edge = 56): Promise<string> {
  const background = { r: 220, g: 30, b: 30 };
  return toUrl(sharp({ create: { width: edge, height: edge, channels: 3, background } }), format);
}

/** A square of noise as a data URL of a PNG, which takes all its bytes: three a pixel. The same every time. */
export function drawNoise(edge: number): Promise<string> {
  const noise = createHash('shake256', { outputLength: edge * edge * 3 })
    .update('noise')
    .digest();
  return toUrl(sharp(noise, { raw: { width: edge, height: edge, channels: 3 } }), 'png');
}
