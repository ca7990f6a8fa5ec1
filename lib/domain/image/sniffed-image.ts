import type { PixelSize } from './fit-within';

/** What a file is by its content. `unknown` covers noise and every other kind of file. */
export type ImageFormat =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'heic'
  | 'avif'
  | 'bmp'
  | 'tiff'
  | 'jxl'
  | 'svg'
  | 'pdf'
  | 'html'
  | 'unknown';

/** EXIF's way to say how stored pixels are turned; 1 is upright, 5 to 8 swap the sides. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What the bytes of a file say about the picture inside, without decoding it. */
export type SniffedImage = {
  readonly format: ImageFormat;
  /** Pixels as stored, before the orientation is applied; absent where the header gives none. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** What must be applied once; 1 where the tag is absent, unreadable or out of range. */
  readonly orientation: Orientation;
  /** Whether pixels may be transparent. */
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
  /** Anything a viewer does not need: EXIF, XMP, IPTC, comments, thumbnails, times, stray bytes. */
  readonly hasMetadata: boolean;
  readonly hasTrailingBytes: boolean;
  /** An embedded profile, whichever it is. */
  readonly hasColourProfile: boolean;
  /** Whether the numbers mean sRGB as they stand: no profile, or one that is sRGB itself. */
  readonly isSrgb: boolean;
  /** Bits of one channel; 8 where the format knows no other. */
  readonly bitDepth: number;
  /** JPEG in several scans, or an interlaced PNG or GIF. */
  readonly isProgressive: boolean;
  /** Whether the pixels were stored without loss, so that re-encoding with loss would be the first. */
  readonly isLossless: boolean;
  /** Whether the structure is whole: begins, holds pixels, ends, checksums right. Pixels are not looked at. */
  readonly isIntact: boolean;
};

/** Upright, opaque, plain: what a reader of one format changes where it finds otherwise. */
export const PLAIN_IMAGE = {
  orientation: 1,
  hasAlpha: false,
  isAnimated: false,
  hasMetadata: false,
  hasTrailingBytes: false,
  hasColourProfile: false,
  isSrgb: true,
  bitDepth: 8,
  isProgressive: false,
  isLossless: false,
  isIntact: false,
} as const satisfies Omit<SniffedImage, 'format'>;

/** The size a person sees: sides swapped where the orientation says so. `null` where the header gives none. */
export function uprightSize(image: SniffedImage): PixelSize | null {
  const { width, height } = image;
  if (width === undefined || height === undefined) return null;
  return image.orientation >= 5 ? { width: height, height: width } : { width, height };
}
