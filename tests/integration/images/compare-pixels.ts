import sharp from 'sharp';

/** A rectangle in parts of the whole picture, 0 to 1. */
export type Region = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

export const WHOLE: Region = { left: 0, top: 0, width: 1, height: 1 };

async function toRgb(data: Uint8Array) {
  return sharp(data)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
}

/** Mean red, green and blue of a region. */
export async function meanColour(data: Uint8Array, region: Region): Promise<number[]> {
  const { data: raw, info } = await toRgb(data);
  const sums = [0, 0, 0];
  let count = 0;
  const [left, top] = [Math.floor(region.left * info.width), Math.floor(region.top * info.height)];
  const right = Math.max(left + 1, Math.floor((region.left + region.width) * info.width));
  const bottom = Math.max(top + 1, Math.floor((region.top + region.height) * info.height));
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const place = (y * info.width + x) * info.channels;
      for (const channel of [0, 1, 2]) {
        sums[channel] =
          (sums[channel] ?? 0) + (raw[place + Math.min(channel, info.channels - 1)] ?? 0);
      }
      count += 1;
    }
  }
  return sums.map((sum) => sum / count);
}

/** Mean difference of all channels of two pictures of one size, 0 to 255; infinite for two sizes. */
export async function meanDifference(first: Uint8Array, second: Uint8Array): Promise<number> {
  const [a, b] = [await toRgb(first), await toRgb(second)];
  if (a.info.width !== b.info.width || a.info.height !== b.info.height)
    return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let place = 0; place < a.data.length; place += 1) {
    sum += Math.abs((a.data[place] ?? 0) - (b.data[place] ?? 0));
  }
  return sum / a.data.length;
}
