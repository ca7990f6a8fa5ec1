import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** The chunk log of running generations, and who runs them. */
export async function createGenerationLog(database: Kysely<Schema>): Promise<void> {
  const statements = [
    sql`alter table generation add column owner_process text`,
    sql`alter table generation add column heartbeat_at bigint`,
    sql`alter table generation add column stop_requested_at bigint`,
    sql`create table generation_chunk (
      generation_id text not null references generation (id) on delete cascade,
      seq bigint not null, chunks text not null, primary key (generation_id, seq))`,
  ];
  for (const statement of statements) await statement.execute(database);
}
