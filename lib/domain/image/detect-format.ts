import { charactersAt, unsignedAt } from './read-bytes';
import type { ImageFormat } from './sniffed-image';

/** How far text is looked through for the tag that names it. */
const TEXT_PROBE_BYTES = 4096;
/** How many bytes of brands an ISO media file may list; more is not read. */
const MAX_BRAND_BYTES = 512;

const SIGNATURES: readonly (readonly [signature: string, format: ImageFormat])[] = [
  ['\xff\xd8\xff', 'jpeg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF87a', 'gif'],
  ['GIF89a', 'gif'],
  ['II*\0', 'tiff'],
  ['MM\0*', 'tiff'],
  ['II+\0', 'tiff'],
  ['MM\0+', 'tiff'],
  ['\xff\x0a', 'jxl'],
  ['\0\0\0\x0cJXL \r\n\x87\n', 'jxl'],
  ['%PDF-', 'pdf'],
];

const AVIF_BRANDS = ['avif', 'avis'];
const HEIC_BRANDS = [
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
  'mif1',
  'msf1',
];

function detectIsoMedia(bytes: Uint8Array): ImageFormat {
  const size = Math.min(unsignedAt(bytes, 0, 4), MAX_BRAND_BYTES);
  const brands = charactersAt(bytes, 8, size - 8).match(/.{4}/gs) ?? [];
  if (brands.some((brand) => AVIF_BRANDS.includes(brand))) return 'avif';
  return brands.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : 'unknown';
}

function detectText(bytes: Uint8Array): ImageFormat {
  const text = charactersAt(bytes, 0, TEXT_PROBE_BYTES)
    .replace(/^\xef\xbb\xbf/, '')
    .replaceAll('\0', '')
    .trimStart()
    .toLowerCase();
  if (!text.startsWith('<')) return 'unknown';
  if (/<svg[\s>]|<!doctype svg/.test(text)) return text.includes('<html') ? 'html' : 'svg';
  return /<(!doctype html|html|head|body|script|title|iframe)/.test(text) ? 'html' : 'unknown';
}

/** Tells a file's format by its first bytes. Names and declared types do not count. */
export function detectFormat(bytes: Uint8Array): ImageFormat {
  const start = charactersAt(bytes, 0, 16);
  const known = SIGNATURES.find(([signature]) => start.startsWith(signature));
  if (known) return known[1];
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp';
  if (start.slice(4, 8) === 'ftyp') return detectIsoMedia(bytes);
  // Two letters are little; the size of the header that follows tells a bitmap from a text.
  if (start.startsWith('BM') && isBitmapHeader(unsignedAt(bytes, 14, 4, 'little'))) return 'bmp';
  return detectText(bytes);
}

function isBitmapHeader(headerBytes: number): boolean {
  return [12, 16, 40, 52, 56, 64, 108, 124].includes(headerBytes);
}
