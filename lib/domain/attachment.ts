import type { AttachmentId } from './ids';

/** Media types a stored picture may have: the two that every upstream accepts. */
export const STORED_MEDIA_TYPES = ['image/jpeg', 'image/png'] as const;
export type StoredMediaType = (typeof STORED_MEDIA_TYPES)[number];

/** A picture stored once. Width and height are pixels of the stored, upright copy. */
export type Attachment = {
  readonly id: AttachmentId;
  /** File name as text for people: cleaned, never a path, never a key. */
  readonly name: string;
  readonly mediaType: StoredMediaType;
  readonly width: number;
  readonly height: number;
  /** Size of the stored copy in bytes. */
  readonly bytes: number;
};
