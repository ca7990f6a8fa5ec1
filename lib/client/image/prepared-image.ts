import type { StoredMediaType } from '@/lib/domain/attachment';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';

/** A picture as it is uploaded: upright, opaque, sRGB, without metadata, within the largest edge that is kept. */
export type PreparedImage = {
  readonly blob: Blob;
  readonly mediaType: StoredMediaType;
  /** Pixels of `blob`. */
  readonly width: number;
  readonly height: number;
  /** Only the first of its frames was taken. */
  readonly wasAnimated: boolean;
  /** Parts of it were see-through and became white. */
  readonly wasTransparent: boolean;
  /** Size of the chosen file in bytes. */
  readonly originalBytes: number;
};

/** What the image worker is sent: one file; it works on one at a time. */
export type ImageJobRequest = {
  readonly file: File;
  /** Longest edge that is kept, in pixels. */
  readonly maxEdge: number;
};

/** What the image worker answers for each file. */
export type ImageJobReply =
  | { readonly status: 'prepared'; readonly image: PreparedImage }
  | { readonly status: 'refused'; readonly code: ErrorCode };
