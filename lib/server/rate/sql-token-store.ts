import 'server-only';
import { type Kysely, sql } from 'kysely';
import { databaseNow } from '../database/database-now';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';
import { type Bucket, paceOf, TOKEN_RETURN_MS, type TokenStore } from './token-store';

/** Makes the tokens of a bucket that are not there yet. */
async function fill(database: Kysely<Schema>, { id, size }: Bucket): Promise<void> {
  const tokens = Array.from({ length: size }, (_, number) => ({ key_id: id, number, free_at: 0 }));
  await database
    .insertInto('rate_token')
    .values(tokens)
    .onConflict((conflict) => conflict.columns(['key_id', 'number']).doNothing())
    .execute();
}

/** Takes a token in one statement: of two who ask at once, one gets it. */
async function tryToTake(database: Kysely<Schema>, { id, size }: Bucket): Promise<boolean> {
  const now = databaseNow(database);
  const taken = await database
    .updateTable('rate_token')
    .set({ free_at: sql<number>`${now} + ${TOKEN_RETURN_MS}` })
    .where('key_id', '=', id)
    .where('number', '=', ({ selectFrom }) =>
      selectFrom('rate_token')
        .select('number')
        .where('key_id', '=', id)
        .where('number', '<', size)
        .where('free_at', '<=', now)
        .orderBy('number')
        .limit(1)
        // Another process has it in its hands: the next one will do.
        .$if(engineOf(database) === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .returning('number')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Keeps the tokens in the store: all processes that share it share them, and a restart forgets none. */
export function createSqlTokenStore(database: Kysely<Schema>): TokenStore {
  const now = databaseNow(database);
  const timesOf = ({ id, size }: Bucket) =>
    database
      .selectFrom('rate_token')
      .select(sql<number>`free_at - ${now}`.as('wait'))
      .where('key_id', '=', id)
      .where('number', '<', size)
      .orderBy('free_at')
      .execute();

  return {
    async take(bucket) {
      if (await tryToTake(database, bucket)) return [];
      const rows = await timesOf(bucket);
      if (rows.length === bucket.size) return rows.map(({ wait }) => Math.max(0, Number(wait)));
      await fill(database, bucket);
      return this.take(bucket);
    },
    async block(bucket, milliseconds) {
      const until = sql`${now} + ${milliseconds} + ranked.place * ${paceOf(bucket)}`;
      await sql`update rate_token set free_at = ${until} from (
          select number as token, row_number() over (order by free_at, number) - 1 as place
          from rate_token where key_id = ${bucket.id}
        ) as ranked
        where key_id = ${bucket.id} and number = ranked.token and free_at < ${until}`.execute(
        database,
      );
    },
  };
}
