import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** What each key may send a minute, as tokens that come back. */
export async function createRateTokens(database: Kysely<Schema>): Promise<void> {
  await sql`create table rate_token (
    key_id text not null,
    number integer not null,
    free_at bigint not null,
    primary key (key_id, number)
  )`.execute(database);
}
