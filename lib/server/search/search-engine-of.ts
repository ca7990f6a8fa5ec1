import 'server-only';
import type { Kysely } from 'kysely';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';
import { postgresSearch } from './postgres-search';
import type { SearchEngine } from './search-engine';
import { sqliteSearch } from './sqlite-search';

/** The search of the engine behind a database or a transaction. */
export function searchEngineOf(database: Kysely<Schema>): SearchEngine {
  return engineOf(database) === 'sqlite' ? sqliteSearch : postgresSearch;
}
