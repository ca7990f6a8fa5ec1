import { type Kysely, sql } from 'kysely';
import { type Engine, engineOf } from '@/lib/server/database/engine-of';
import type { Schema } from '@/lib/server/database/schema';

const TABLES: Readonly<Record<Engine, string>> = {
  // What the full-text index keeps for itself is not for reading; its rows are those of `search_entry`.
  sqlite: `select name from sqlite_master where type = 'table' and name not like 'sqlite_%'
    and name not like 'search_token%'`,
  postgres: `select tablename as name from pg_tables where schemaname = 'public'`,
};
/** Columns of the database's own time: whether it was set counts, not to what. */
const TIMES = new Set(['heartbeat_at', 'stop_requested_at', 'free_at']);
/** A time that counts as not set. */
export const LONG_AGO = 0;

function toText(row: object): string {
  const shown = Object.entries(row)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => {
      // Postgres takes a number once, also for what is rolled back.
      const isSerial = name === 'id' && typeof value === 'number';
      if (TIMES.has(name)) return [name, Number(value) > LONG_AGO];
      if (isSerial) return [name, true];
      return [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value];
    });
  return JSON.stringify(shown);
}

/** A key's token that nobody has taken is the same whether it is stored or not. */
const isTold = (row: object): boolean => !('free_at' in row) || Number(row.free_at) > LONG_AGO;

/** Every row of every table, as texts in one order: equal where two stores hold the same. */
export async function readRows(database: Kysely<Schema>): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`${sql.raw(TABLES[engineOf(database)])}`.execute(
    database,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables.rows) {
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(database);
    found[name] = rows.filter(isTold).map(toText).toSorted();
  }
  return found;
}
