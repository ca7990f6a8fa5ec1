import 'server-only';
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Attachment } from '@/lib/domain/attachment';
import { AppError } from '@/lib/domain/errors/app-error';
import { type AttachmentId, asId } from '@/lib/domain/ids';
import { cleanFileName } from '@/lib/domain/image/clean-file-name';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import type { EncodedImage } from '../image/encode-image';
import { makeLargestCopy, sizeOf } from '../image/largest-copy';
import { makeThumbnail, THUMBNAIL_EDGE_PIXELS } from '../image/make-thumbnail';
import { squeezeImage } from '../image/squeeze-image';
import { type VerifiedImage, verifyImage } from '../image/verify-image';
import { ATTACHMENT_COLUMNS, parseMediaType, toAttachment } from './attachment-row';
import type { AttachmentStore, NewFile, SizedImage } from './attachment-store';
import { findOrMakeVariant, findVariant, largestOf, storeVariant } from './blob-variants';
import { findUnused, removeUnused } from './remove-unused';
import { variantForUpstream } from './variant-for-upstream';

export type AttachmentStoreDependencies = { now(): number; newId(): string };

/** The actor's own attachments with the facts of their bytes. */
function ownAttachments(database: Kysely<Schema>, actor: Actor) {
  return database
    .selectFrom('attachment')
    .innerJoin('blob', 'blob.hash', 'attachment.blob_hash')
    .where('attachment.owner_id', '=', actor.userId)
    .select(ATTACHMENT_COLUMNS);
}

function findWithData(database: Kysely<Schema>, actor: Actor, id: AttachmentId) {
  return ownAttachments(database, actor)
    .select('blob.data')
    .where('attachment.id', '=', id)
    .executeTakeFirst();
}

type NewAttachment = {
  id: string;
  name: string;
  image: VerifiedImage;
  largest: EncodedImage | null;
  createdAt: number;
};

/**
 * Stores bytes once, by their hash, and an attachment that refers to them.
 *
 * @returns Whether the id is the attachment's now: it was free, or the actor's own for these bytes.
 */
function insert(database: Kysely<Schema>, actor: Actor, added: NewAttachment): Promise<boolean> {
  const { data, mediaType, width, height } = added.image;
  const hash = createHash('sha256').update(data).digest('hex');
  return database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('blob')
      .values({ hash, media_type: mediaType, width, height, byte_count: data.length, data })
      // Written, not just left: so nobody removes these bytes before they are referred to.
      .onConflict((conflict) => conflict.column('hash').doUpdateSet({ byte_count: data.length }))
      .execute();
    await transaction
      .insertInto('attachment')
      .values({
        id: added.id,
        owner_id: actor.userId,
        name: added.name,
        blob_hash: hash,
        created_at: added.createdAt,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
    const stored = await transaction
      .selectFrom('attachment')
      .select('id')
      .where('id', '=', added.id)
      .where('owner_id', '=', actor.userId)
      .where('blob_hash', '=', hash)
      .executeTakeFirst();
    if (stored && added.largest) {
      await storeVariant(transaction, largestOf(added.id, hash), added.largest);
    }
    return stored !== undefined;
  });
}

/** @throws AppError `image-…` with `{ name }`. */
async function readFile({ name: given, data, keepsLargest }: NewFile) {
  const name = cleanFileName(given);
  const image = await verifyImage(data, name);
  return { name, image, largest: keepsLargest ? await makeLargestCopy(data) : null };
}

async function find(
  database: Kysely<Schema>,
  actor: Actor,
  ids: readonly AttachmentId[],
): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const rows = await ownAttachments(database, actor)
    .where('attachment.id', 'in', [...ids])
    .execute();
  const byId = new Map(rows.map((row) => [row.id, toAttachment(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

async function readLargest(
  database: Kysely<Schema>,
  actor: Actor,
  id: AttachmentId,
): Promise<SizedImage | null> {
  const row = await findWithData(database, actor, id);
  if (!row) return null;
  const larger = await findVariant(database, largestOf(id, row.blob_hash));
  if (larger) return { ...larger, ...sizeOf(larger) };
  const { mediaType, width, height } = toAttachment(row);
  return { mediaType, data: row.data, width, height };
}

async function removeUnreferenced(database: Kysely<Schema>, olderThan: number): Promise<number> {
  const ids = await findUnused(database, { olderThan });
  return database.transaction().execute((transaction) => removeUnused(transaction, ids));
}

/**
 * Keeps pictures in the store's own tables: bytes by their SHA-256, once for all who upload the same;
 * attachments that refer to them, each with its owner; and copies made from them.
 */
export function createSqlAttachmentStore(
  database: Kysely<Schema>,
  { now, newId }: AttachmentStoreDependencies,
): AttachmentStore {
  return {
    async add(actor, file) {
      const added = { ...(await readFile(file)), createdAt: now() };
      const create = (id: string) => insert(database, actor, { id, ...added });
      const isKept = file.id !== undefined && (await create(file.id));
      const id = isKept && file.id ? file.id : asId<AttachmentId>(newId());
      if (!isKept) await create(id);
      const { name, image } = added;
      const { mediaType, width, height, data } = image;
      return { id, name, mediaType, width, height, bytes: data.length };
    },

    find: (actor, ids) => find(database, actor, ids),

    async read(actor, id, size) {
      const row = await findWithData(database, actor, id);
      if (!row) return null;
      const { width, height } = toAttachment(row);
      const image = { mediaType: parseMediaType(row.media_type), data: row.data };
      const isSmall = Math.max(width, height) <= THUMBNAIL_EDGE_PIXELS;
      if (size === 'full' || isSmall) return image;
      const variant = { blobHash: row.blob_hash, purpose: 'thumbnail' };
      return findOrMakeVariant(database, variant, () => makeThumbnail({ ...image, width, height }));
    },

    readLargest: (actor, id) => readLargest(database, actor, id),

    async readForUpstream(actor, attachment, limit) {
      const row = await findWithData(database, actor, attachment.id);
      if (!row) throw new AppError('attachment-gone', { name: attachment.name });
      const image = { mediaType: parseMediaType(row.media_type), data: row.data };
      const { width, height } = toAttachment(row);
      const blob = { hash: row.blob_hash, byteCount: row.data.length, width, height };
      const variant = variantForUpstream(blob, limit);
      if (!variant) return image;
      return findOrMakeVariant(database, variant, () => squeezeImage(image, limit));
    },

    removeUnreferenced: (olderThan) => removeUnreferenced(database, olderThan),
  };
}
