import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** How the prompts of one conversation are made; nothing where nobody chose. */
export async function createConversationSettings(database: Kysely<Schema>): Promise<void> {
  await sql`alter table conversation add column settings text`.execute(database);
}
