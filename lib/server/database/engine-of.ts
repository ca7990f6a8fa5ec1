import 'server-only';
import { type Kysely, PostgresAdapter } from 'kysely';
import type { Schema } from './schema';

export type Engine = 'sqlite' | 'postgres';

/**
 * The engine behind a database or a transaction. Only what the engines do differently may ask: binary
 * columns, full-text search, locks and messages between processes.
 */
export function engineOf(database: Kysely<Schema>): Engine {
  return database.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
