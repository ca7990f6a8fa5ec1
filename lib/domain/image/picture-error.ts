/**
 * How far a copy is from its original: the mean of the squared differences of all channels, 0 for the
 * same pixels. Both have the same size and channels.
 */
export function pictureError(original: Uint8Array, copy: Uint8Array): number {
  let sum = 0;
  for (let place = 0; place < original.length; place += 1) {
    const difference = (original[place] ?? 0) - (copy[place] ?? 0);
    sum += difference * difference;
  }
  return original.length === 0 ? 0 : sum / original.length;
}

/**
 * Part of the pixels that repeat the one to their left, from 0 to 1. Drawn pictures are mostly flat;
 * grain of a camera leaves nearly none.
 */
export function flatPart(data: Uint8Array, channels: number): number {
  const pixels = Math.floor(data.length / channels);
  let flat = 0;
  for (let pixel = 1; pixel < pixels; pixel += 1) {
    const place = pixel * channels;
    let isSame = true;
    for (let channel = 0; channel < channels; channel += 1) {
      if (data[place + channel] !== data[place + channel - channels]) isSame = false;
    }
    if (isSame) flat += 1;
  }
  return pixels === 0 ? 0 : flat / pixels;
}
