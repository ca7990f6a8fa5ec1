import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** What was learnt of each server. */
export async function createConnectionProfiles(database: Kysely<Schema>): Promise<void> {
  await sql`create table connection_profile (
    connection_id text primary key,
    profile text not null,
    updated_at bigint not null
  )`.execute(database);
}
