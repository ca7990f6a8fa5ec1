import { detectFormat } from './detect-format';
import { readBmp, readHeif, readTiff } from './read-convertible';
import { readGif } from './read-gif';
import { readJpeg } from './read-jpeg';
import { readPng } from './read-png';
import { readWebp } from './read-webp';
import { PLAIN_IMAGE, type SniffedImage } from './sniffed-image';

/**
 * What the bytes of a file say about the picture inside: its format by content, its size, how it
 * is turned, what it carries along.
 *
 * Nothing is decoded or inflated. Every walk goes forward and stays within the bytes, so that no
 * file can make it hang or take memory beyond its own length.
 */
export function sniffImage(bytes: Uint8Array): SniffedImage {
  const format = detectFormat(bytes);
  switch (format) {
    case 'jpeg':
      return readJpeg(bytes);
    case 'png':
      return readPng(bytes);
    case 'webp':
      return readWebp(bytes);
    case 'gif':
      return readGif(bytes);
    case 'heic':
    case 'avif':
      return readHeif(bytes, format);
    case 'bmp':
      return readBmp(bytes);
    case 'tiff':
      return readTiff(bytes);
    case 'jxl':
    case 'svg':
    case 'pdf':
    case 'html':
    case 'unknown':
      return { ...PLAIN_IMAGE, format };
  }
}
