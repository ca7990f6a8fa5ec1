import { crc32 } from '@/lib/domain/image/png-chunks';
import { filterPngRows } from './filter-png-rows';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const GREY = 0;
const RGB = 2;

type Pixels = { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number };

function isGrey(data: Uint8ClampedArray): boolean {
  for (let index = 0; index < data.length; index += 4) {
    if (data[index] !== data[index + 1] || data[index] !== data[index + 2]) return false;
  }
  return true;
}

/** The first channels of each RGBA pixel. */
function takeChannels(data: Uint8ClampedArray, channels: 1 | 3): Uint8Array {
  const samples = new Uint8Array((data.length / 4) * channels);
  let place = 0;
  for (let index = 0; index < data.length; index += 4) {
    for (let channel = 0; channel < channels; channel += 1) {
      samples[place] = data[index + channel] ?? 0;
      place += 1;
    }
  }
  return samples;
}

async function deflate(bytes: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([new Uint8Array(bytes)])
    .stream()
    .pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  view.setUint32(data.length + 8, crc32(bytes, 4, data.length + 8));
  return bytes;
}

function header(width: number, height: number, colourType: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([8, colourType], 8);
  return bytes;
}

/**
 * Encodes opaque pixels as a PNG without an alpha channel, in one channel where all are grey.
 * Canvases always write an alpha channel, which would have to be taken out again on the server.
 */
export async function encodePng({ data, width, height }: Pixels): Promise<Blob> {
  const colourType = isGrey(data) ? GREY : RGB;
  const channels = colourType === GREY ? 1 : 3;
  const rows = filterPngRows(takeChannels(data, channels), width, channels);
  const parts = [
    SIGNATURE,
    chunk('IHDR', header(width, height, colourType)),
    chunk('IDAT', await deflate(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return new Blob(parts, { type: 'image/png' });
}
