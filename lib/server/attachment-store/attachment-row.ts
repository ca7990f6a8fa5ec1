import 'server-only';
import type { Attachment, StoredMediaType } from '@/lib/domain/attachment';
import { STORED_MEDIA_TYPES } from '@/lib/domain/attachment';
import { type AttachmentId, asId } from '@/lib/domain/ids';

/** Columns that make an attachment, joined from `attachment` and `blob`. */
export const ATTACHMENT_COLUMNS = [
  'attachment.id',
  'attachment.name',
  'attachment.blob_hash',
  'blob.media_type',
  'blob.width',
  'blob.height',
  'blob.byte_count',
] as const;

export type AttachmentRow = {
  id: string;
  name: string;
  blob_hash: string;
  media_type: string;
  width: number;
  height: number;
  byte_count: number;
};

/**
 * Reads a stored media type.
 *
 * @throws Error when the store holds another one, which nothing here writes.
 */
export function parseMediaType(text: string): StoredMediaType {
  const known = STORED_MEDIA_TYPES.find((mediaType) => mediaType === text);
  if (!known) throw new Error(`unknown stored media type ${JSON.stringify(text)}`);
  return known;
}

export function toAttachment(row: AttachmentRow): Attachment {
  return {
    id: asId<AttachmentId>(row.id),
    name: row.name,
    mediaType: parseMediaType(row.media_type),
    width: Number(row.width),
    height: Number(row.height),
    bytes: Number(row.byte_count),
  };
}
