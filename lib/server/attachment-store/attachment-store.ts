import 'server-only';
import type { Attachment, StoredMediaType } from '@/lib/domain/attachment';
import type { AttachmentId } from '@/lib/domain/ids';
import type { PixelSize } from '@/lib/domain/image/fit-within';
import type { Actor } from '../actor';
import type { ImageBytes, ImageLimit } from '../provider/provider';

export type StoredImage = { readonly mediaType: StoredMediaType; readonly data: Uint8Array };

/** A file as it came. A temporary one is never written to disk. */
export type NewFile = {
  readonly name: string;
  readonly data: Uint8Array;
  readonly isTemporary?: boolean | undefined;
  /** Id it had where it was exported; never one of something temporary. */
  readonly id?: AttachmentId | undefined;
  /** Whether more of its pixels are kept than models look at, for `readLargest`. */
  readonly keepsLargest?: boolean | undefined;
};

/** A stored copy with its size. */
export type SizedImage = StoredImage & PixelSize;

/** Keeps pictures. Foreign and unknown ids are the same to it: `null`, or left out. */
export interface AttachmentStore {
  /**
   * Verifies a picture by its content, brings it to normal form and stores it. A wanted `id` is kept
   * when it is free, or the actor's own picture of the same bytes.
   *
   * @throws AppError `image-…` with `{ name }` when it is refused; nothing is stored then.
   */
  add(actor: Actor, file: NewFile): Promise<Attachment>;
  /** Those of the ids that exist and belong to the actor, in the order asked for. */
  find(actor: Actor, ids: readonly AttachmentId[]): Promise<Attachment[]>;
  /** Bytes as served: the stored copy, or at most 320 px on the longest edge. */
  read(actor: Actor, id: AttachmentId, size: 'full' | 'thumbnail'): Promise<StoredImage | null>;
  /** The largest copy there is: what was kept beside the stored one, or else that. */
  readLargest(actor: Actor, id: AttachmentId): Promise<SizedImage | null>;
  /**
   * Bytes as sent upstream, within a limit. A squeezed variant is stored, so that every turn sends
   * the same bytes.
   *
   * @throws AppError `attachment-gone` when the picture is not there any more.
   */
  readForUpstream(actor: Actor, attachment: Attachment, limit: ImageLimit): Promise<ImageBytes>;
  /** Deletes attachments that no message refers to and that are older than a time, and unused bytes. */
  removeUnreferenced(olderThan: number): Promise<number>;
}
