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

/** Looks a stored copy up, or makes and stores it. Two at once make the same bytes; one is stored. */
export async function findOrMakeVariant(
  database: Kysely<Schema>,
  variant: Variant,
  make: () => Promise<StoredImage>,
): Promise<StoredImage> {
  const { blobHash, purpose, formerPurposes = [] } = variant;
  const found = await database
    .selectFrom('blob_variant')
    .select(['media_type', 'data'])
    .where('blob_hash', '=', blobHash)
    .where('purpose', 'in', [purpose, ...formerPurposes])
    .executeTakeFirst();
  if (found) return { mediaType: parseMediaType(found.media_type), data: found.data };
  const made = await make();
  try {
    await store(database, variant, made);
  } catch (error) {
    // The picture was removed at that moment: its copy is not needed any more.
    if (!isForeignKeyViolation(error)) throw error;
  }
  return made;
}

async function store(
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
