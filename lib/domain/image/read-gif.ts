import { unsignedAt } from './read-bytes';
import { PLAIN_IMAGE, type SniffedImage } from './sniffed-image';

const SCREEN_HEADER_BYTES = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GRAPHIC_CONTROL = 0xf9;
const IMAGE_HEADER_BYTES = 10;

/** Bytes of the colour table that a flags byte announces. */
const tableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** First place behind a chain of sub-blocks, or `null` where the data ends before the chain does. */
function skipSubBlocks(bytes: Uint8Array, start: number): number | null {
  let place = start;
  while (place < bytes.length) {
    const length = unsignedAt(bytes, place, 1);
    place += length + 1;
    if (length === 0) return place;
  }
  return null;
}

type GifFrame = { readonly right: number; readonly bottom: number; readonly isInterlaced: boolean };
type GifBlocks = {
  readonly frame?: GifFrame;
  readonly isFrameWhole: boolean;
  readonly hasTransparency: boolean;
  readonly hasSecondFrame: boolean;
};

/** Where a block's sub-blocks begin, and what a person may care for in it. */
function readImageHeader(bytes: Uint8Array, place: number) {
  const flags = unsignedAt(bytes, place + 9, 1);
  const frame = {
    right: unsignedAt(bytes, place + 1, 2, 'little') + unsignedAt(bytes, place + 5, 2, 'little'),
    bottom: unsignedAt(bytes, place + 3, 2, 'little') + unsignedAt(bytes, place + 7, 2, 'little'),
    isInterlaced: (flags & 0x40) !== 0,
  };
  // One more byte: the code size in front of the pixels.
  return { frame, dataStart: place + IMAGE_HEADER_BYTES + tableBytes(flags) + 1 };
}

/** Walks until a second frame shows; every step goes forward. */
function readBlocks(bytes: Uint8Array, start: number): GifBlocks {
  let blocks: GifBlocks = { isFrameWhole: false, hasTransparency: false, hasSecondFrame: false };
  let place: number | null = start;
  while (place !== null) {
    const kind: number = unsignedAt(bytes, place, 1);
    if (kind === EXTENSION) {
      const isTransparent =
        unsignedAt(bytes, place + 1, 1) === GRAPHIC_CONTROL &&
        (unsignedAt(bytes, place + 3, 1) & 1) === 1;
      if (isTransparent && !blocks.frame) blocks = { ...blocks, hasTransparency: true };
      place = skipSubBlocks(bytes, place + 2);
    } else if (kind === IMAGE && blocks.frame) {
      return { ...blocks, hasSecondFrame: true };
    } else if (kind === IMAGE) {
      const { frame, dataStart } = readImageHeader(bytes, place);
      place = skipSubBlocks(bytes, dataStart);
      blocks = { ...blocks, frame, isFrameWhole: place !== null };
    } else {
      return blocks;
    }
  }
  return blocks;
}

/**
 * Reads a GIF's screen and its first frame. The size is the larger of both: a decoder may go by
 * either, so neither may hide a size.
 */
export function readGif(bytes: Uint8Array): SniffedImage {
  const screenWidth = unsignedAt(bytes, 6, 2, 'little');
  const screenHeight = unsignedAt(bytes, 8, 2, 'little');
  const start = SCREEN_HEADER_BYTES + tableBytes(unsignedAt(bytes, 10, 1));
  const { frame, isFrameWhole, hasTransparency, hasSecondFrame } = readBlocks(bytes, start);
  return {
    ...PLAIN_IMAGE,
    format: 'gif',
    width: Math.max(screenWidth, frame?.right ?? 0),
    height: Math.max(screenHeight, frame?.bottom ?? 0),
    hasAlpha: hasTransparency,
    isAnimated: hasSecondFrame,
    hasMetadata: true,
    isProgressive: frame?.isInterlaced === true,
    isLossless: true,
    isIntact: isFrameWhole,
  };
}
