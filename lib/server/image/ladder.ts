import 'server-only';
import type { RawImage } from './image-decoder';
import { scaleRawImage } from './scale-raw-image';

/**
 * Names this way of squeezing. Stored copies carry it, so that a conversation keeps the bytes it was
 * sent before the ladder changed. To be raised with every change of what comes out.
 */
export const LADDER_VERSION = 2;

/** Longest edges in pixels that a picture may be brought down to: whole numbers of tokens. */
const EDGES = [1288, 1064, 896, 728, 588, 476, 392, 308, 224, 140, 84, 28];

/** Says whether encoded bytes are small enough. */
export type Fits = (data: Uint8Array) => boolean;

/** A picture as it is, then ever smaller, one at a time. */
export async function* everSmaller(raw: RawImage): AsyncGenerator<RawImage> {
  yield raw;
  for (const edge of EDGES) {
    if (edge < Math.max(raw.width, raw.height)) yield await scaleRawImage(raw, edge);
  }
}
