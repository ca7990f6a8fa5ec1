import 'server-only';
import type { Kysely } from 'kysely';
import { isForeignKeyViolation } from '../database/database-failure';
import type { Schema } from '../database/schema';
import { parseMediaType } from './attachment-row';
import type { StoredImage } from './attachment-store';

/** A copy of a picture by what it is for. */
export type Variant = {
  readonly blobHash: string;
  readonly purpose: string;
  /** What a copy for the same purpose was called by earlier releases; one that is stored is used. */
  readonly formerPurposes?: readonly string[] | undefined;
};

/** The copy of an attachment that was kept beside its stored one. It is its owner's, whoever has the same bytes. */
export const largestOf = (attachmentId: string, blobHash: string): Variant => ({
  blobHash,
  purpose: `largest-${attachmentId}`,
});

/** A stored copy; `null` where there is none. */
export async function findVariant(
  database: Kysely<Schema>,
  { blobHash, purpose, formerPurposes = [] }: Variant,
): Promise<StoredImage | null> {
  const found = await database
    .selectFrom('blob_variant')
    .select(['media_type', 'data'])
    .where('blob_hash', '=', blobHash)
    .where('purpose', 'in', [purpose, ...formerPurposes])
    .executeTakeFirst();
  return found ? { mediaType: parseMediaType(found.media_type), data: found.data } : null;
}

/** Looks a stored copy up, or makes and stores it. Two at once make the same bytes; one is stored. */
export async function findOrMakeVariant(
  database: Kysely<Schema>,
  variant: Variant,
  make: () => Promise<StoredImage>,
): Promise<StoredImage> {
  const found = await findVariant(database, variant);
  if (found) return found;
  const made = await make();
  try {
    await storeVariant(database, variant, made);
  } catch (error) {
    // The picture was removed at that moment: its copy is not needed any more.
    if (!isForeignKeyViolation(error)) throw error;
  }
  return made;
}

/** Stores a copy, unless there is one already or the picture is gone. */
export async function storeVariant(
  database: Kysely<Schema>,
  { blobHash, purpose }: Variant,
  made: StoredImage,
): Promise<void> {
  // Selected, not given: the picture may have been removed while the copy was made.
  await database
    .insertInto('blob_variant')
    .columns(['blob_hash', 'purpose', 'media_type', 'data'])
    .expression((expression) =>
      expression
        .selectFrom('blob')
        .select(({ val }) => [
          'blob.hash',
          val(purpose).as('purpose'),
          val<string>(made.mediaType).as('media_type'),
          val(made.data).as('data'),
        ])
        .where('blob.hash', '=', blobHash),
    )
    .onConflict((conflict) => conflict.columns(['blob_hash', 'purpose']).doNothing())
    .execute();
}
