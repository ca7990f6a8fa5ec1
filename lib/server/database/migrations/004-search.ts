import 'server-only';
import type { Kysely } from 'kysely';
import { indexConversation } from '../../search/index-messages';
import { searchEngineOf } from '../../search/search-engine-of';
import type { Schema } from '../schema';

/** The index for full-text search, with what is stored already. */
export async function createSearchIndexTables(database: Kysely<Schema>): Promise<void> {
  await searchEngineOf(database).createTables(database);
  const conversations = await database
    .selectFrom('conversation')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  for (const { id } of conversations) await indexConversation(database, id);
}
