import 'server-only';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { engineOf } from './engine-of';
import type { Schema } from './schema';

/**
 * The store's own time in milliseconds since 1970, as an expression of a query: what processes compare
 * must come from one clock.
 */
export function databaseNow(database: Kysely<Schema>): RawBuilder<number> {
  return engineOf(database) === 'postgres'
    ? sql<number>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
}
