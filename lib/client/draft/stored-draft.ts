import 'client-only';
import * as z from 'zod/mini';
import { STORED_MEDIA_TYPES } from '@/lib/domain/attachment';
import { attachmentSchema } from '@/lib/protocol/attachment';
import { messageIdSchema } from '@/lib/protocol/ids';
import { attachmentUrl } from '@/lib/protocol/ui-message';
import type { DraftAttachment } from './draft-attachment';
import { type DraftSnapshot, EMPTY_DRAFT } from './draft-snapshot';

const storedPictureSchema = z.object({
  /** As in the draft. */
  key: z.string(),
  name: z.string(),
  /** `null` until it is uploaded. */
  attachment: z.nullable(attachmentSchema),
  /** What preparation found; `null` while only the chosen file is kept. */
  prepared: z.nullable(
    z.object({
      mediaType: z.enum(STORED_MEDIA_TYPES),
      width: z.number(),
      height: z.number(),
      wasAnimated: z.boolean(),
      wasTransparent: z.boolean(),
      originalBytes: z.number(),
    }),
  ),
  /** Under which its bytes are kept; `null` where none are at hand. */
  bytesId: z.nullable(z.string()),
});

const contentSchema = z.object({ text: z.string(), pictures: z.array(storedPictureSchema) });

/** A draft as this browser keeps it, without the bytes of its pictures. */
export const storedDraftSchema = z.object({
  id: z.string(),
  content: contentSchema,
  /** The last send of which no answer is known; the same content is sent under the same key again. */
  lastSend: z.nullable(
    z.object({
      key: messageIdSchema,
      /** Message it was to follow. */
      parentId: z.nullable(messageIdSchema),
      fingerprint: z.string(),
      /** What was on its way; `null` once it is back in the draft. */
      content: z.nullable(contentSchema),
    }),
  ),
  /** Milliseconds since 1970. */
  savedAt: z.number(),
});

/** A send as it is kept. */
export type LastSend = Omit<NonNullable<z.infer<typeof storedDraftSchema>['lastSend']>, 'content'>;
type StoredPicture = z.infer<typeof storedPictureSchema>;
export type DraftContent = z.infer<typeof contentSchema>;
export type StoredDraft = z.infer<typeof storedDraftSchema>;

/** Whether there is nothing to keep. */
export const isEmptyDraft = ({ content, lastSend }: StoredDraft): boolean =>
  content.text === '' && content.pictures.length === 0 && lastSend === null;

/** Bytes of pictures by their `bytesId`: prepared ones, or the chosen file while there are none. */
export type PictureBytes = ReadonlyMap<string, Blob>;

function bytesOf({ key, prepared, file }: DraftAttachment): [string, Blob][] {
  if (prepared) return [[`${key}/prepared`, prepared.blob]];
  return file ? [[`${key}/file`, file]] : [];
}

function toStoredPicture(item: DraftAttachment): StoredPicture {
  const { key, name, state } = item;
  const [bytes] = bytesOf(item);
  const attachment = state.status === 'ready' ? state.attachment : null;
  const stored = { key, name, attachment, bytesId: bytes?.[0] ?? null };
  if (!item.prepared) return { ...stored, prepared: null };
  const { blob: _bytes, ...prepared } = item.prepared;
  return { ...stored, prepared };
}

/** What is to be kept of a draft, and the bytes that go with it. */
export function toStoredContent({ text, attachments }: DraftSnapshot): {
  content: DraftContent;
  bytes: PictureBytes;
} {
  const content = { text, pictures: attachments.map(toStoredPicture) };
  return { content, bytes: new Map(attachments.flatMap(bytesOf)) };
}

function toAttachment(picture: StoredPicture, bytes: Blob | undefined): DraftAttachment | null {
  const { key, name, attachment } = picture;
  if (!bytes && !attachment) return null;
  const prepared = picture.prepared && bytes ? { ...picture.prepared, blob: bytes } : null;
  return {
    key,
    name,
    state: attachment ? { status: 'ready', attachment } : { status: 'preparing' },
    file: bytes && !prepared ? new File([bytes], name, { type: bytes.type }) : null,
    prepared,
    previewUrl: attachment && !prepared ? attachmentUrl(attachment.id) : null,
  };
}

/**
 * What was kept, as `DraftStore.restore` takes it.
 *
 * @returns Also the names of pictures of which neither bytes nor an upload is left.
 */
export function toSnapshot(
  { text, pictures }: DraftContent,
  bytes: PictureBytes,
): { snapshot: DraftSnapshot; lost: string[] } {
  const restored = pictures.map((picture) =>
    toAttachment(picture, bytes.get(picture.bytesId ?? '')),
  );
  return {
    snapshot: { ...EMPTY_DRAFT, text, attachments: restored.filter((item) => item !== null) },
    lost: pictures.filter((_, index) => restored[index] === null).map(({ name }) => name),
  };
}
