import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** What an imported conversation is known by, so that the same import twice is one. */
export async function createImportKey(database: Kysely<Schema>): Promise<void> {
  await sql`alter table conversation add column import_key text`.execute(database);
  // Rows without a key are all different to a unique index, on both engines.
  await sql`create unique index conversation_by_import_key on conversation (owner_id, import_key)`.execute(
    database,
  );
}
