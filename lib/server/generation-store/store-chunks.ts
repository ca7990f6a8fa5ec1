import 'server-only';
import type { Insertable, Transaction } from 'kysely';
import type { Schema } from '../database/schema';

/**
 * Stores rows of the chunk log. One that is there already was stored by a try whose success got lost with
 * its connection; it is told again, with what has come since.
 */
export async function storeChunks(
  transaction: Transaction<Schema>,
  rows: readonly Insertable<Schema['generation_chunk']>[],
): Promise<void> {
  if (rows.length === 0) return;
  await transaction
    .insertInto('generation_chunk')
    .values([...rows])
    .onConflict((conflict) =>
      conflict
        .columns(['generation_id', 'seq'])
        .doUpdateSet(({ ref }) => ({ chunks: ref('excluded.chunks') })),
    )
    .execute();
}
