import 'server-only';
import { type CompiledQuery, type Kysely, sql } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';
import { QueryWorker } from './query-worker';

/** Runs queries that only read, so that none of them holds up the streams. */
export type SearchReader = {
  /** @throws AppError `search-timeout`. */
  read(query: CompiledQuery): Promise<unknown[]>;
  close(): Promise<void>;
};

const LIMIT_MS = 5000;
const POSTGRES_CANCELLED = '57014';

async function readFromPostgres(database: Kysely<Schema>, query: CompiledQuery) {
  try {
    return await database.transaction().execute(async (transaction) => {
      await sql`set local statement_timeout = ${sql.lit(LIMIT_MS)}`.execute(transaction);
      return (await transaction.executeQuery(query)).rows;
    });
  } catch (error) {
    const isTooSlow = error instanceof Error && Reflect.get(error, 'code') === POSTGRES_CANCELLED;
    throw isTooSlow ? new AppError('search-timeout', {}, { cause: error }) : error;
  }
}

/** The file behind an embedded store; empty for one in memory. */
async function fileOf(database: Kysely<Schema>): Promise<string> {
  const { rows } = await sql<{ file: string }>`
    select file from pragma_database_list where name = 'main'`.execute(database);
  return rows[0]?.file ?? '';
}

/** Chooses how a database is read: Postgres beside its other queries, a file in a thread of its own. */
export async function createSearchReader(database: Kysely<Schema>): Promise<SearchReader> {
  if (engineOf(database) === 'postgres') {
    return { read: (query) => readFromPostgres(database, query), close: async () => {} };
  }
  const file = await fileOf(database);
  if (file === '') {
    const read = async (query: CompiledQuery) => (await database.executeQuery(query)).rows;
    return { read, close: async () => {} };
  }
  const worker = new QueryWorker(file);
  return { read: (query) => worker.run(query), close: () => worker.close() };
}
