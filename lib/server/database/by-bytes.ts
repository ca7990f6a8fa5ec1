import 'server-only';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { engineOf } from './engine-of';
import type { Schema } from './schema';

/** A text column in the order of its bytes, as SQLite has it: Postgres orders by its server's language. */
export function byBytes(database: Kysely<Schema>, column: string): RawBuilder<string> {
  return engineOf(database) === 'postgres'
    ? sql<string>`${sql.ref(column)} collate "C"`
    : sql.ref<string>(column);
}
