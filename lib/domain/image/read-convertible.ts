import { charactersAt, unsignedAt } from './read-bytes';
import { PLAIN_IMAGE, type SniffedImage } from './sniffed-image';
import { numberInFirstDirectory, orientationOf } from './tiff-directory';

const MAX_BOXES = 4096;
/** Boxes that hold other boxes on the way to the sizes, with the bytes in front of their contents. */
const CONTAINERS: Readonly<Record<string, number>> = { meta: 4, iprp: 0, ipco: 0 };

/** The largest picture an ISO media file declares; tiles, thumbnails and depth maps are smaller. */
function largestDeclaredSize(bytes: Uint8Array): { width?: number; height?: number } {
  let largest = { width: 0, height: 0 };
  let place = 0;
  for (let box = 0; box < MAX_BOXES && place + 8 <= bytes.length; box += 1) {
    const size = unsignedAt(bytes, place, 4);
    const type = charactersAt(bytes, place + 4, 4);
    if (type === 'ispe') {
      const width = unsignedAt(bytes, place + 12, 4);
      const height = unsignedAt(bytes, place + 16, 4);
      if (width * height > largest.width * largest.height) largest = { width, height };
    }
    const skipped = CONTAINERS[type];
    if (skipped === undefined && size < 8) break;
    place += skipped === undefined ? size : 8 + skipped;
  }
  return largest.width > 0 ? largest : {};
}

/** Reads what a HEIC or AVIF file declares. Its decoder applies the orientation itself. */
export function readHeif(bytes: Uint8Array, format: 'heic' | 'avif'): SniffedImage {
  return {
    ...PLAIN_IMAGE,
    format,
    ...largestDeclaredSize(bytes),
    hasMetadata: true,
    isSrgb: false,
    isIntact: true,
  };
}

/** Reads a bitmap's header; a negative height means rows from top to bottom. */
export function readBmp(bytes: Uint8Array): SniffedImage {
  const isOldHeader = unsignedAt(bytes, 14, 4, 'little') === 12;
  const width = unsignedAt(bytes, 18, isOldHeader ? 2 : 4, 'little');
  const height = unsignedAt(bytes, isOldHeader ? 20 : 22, isOldHeader ? 2 : 4, 'little');
  return {
    ...PLAIN_IMAGE,
    format: 'bmp',
    width: isOldHeader ? width : Math.abs(width | 0),
    height: isOldHeader ? height : Math.abs(height | 0),
    hasMetadata: true,
    isLossless: true,
    isIntact: true,
  };
}

/** Reads the first page of a TIFF file. */
export function readTiff(bytes: Uint8Array): SniffedImage {
  return {
    ...PLAIN_IMAGE,
    format: 'tiff',
    width: numberInFirstDirectory(bytes, 0x0100) ?? undefined,
    height: numberInFirstDirectory(bytes, 0x0101) ?? undefined,
    orientation: orientationOf(bytes),
    hasMetadata: true,
    isSrgb: false,
    isLossless: true,
    isIntact: true,
  };
}
