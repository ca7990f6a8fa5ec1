import 'server-only';
import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema';
import type { ChunkBatch } from './generation-store';

/**
 * Stores batches, each as a row of the chunk log. One that is there already was stored by a try whose
 * success got lost with its connection; it is told again, with what has come since.
 */
export async function storeChunks(
  transaction: Transaction<Schema>,
  batches: readonly ChunkBatch[],
): Promise<void> {
  if (batches.length === 0) return;
  const rows = batches.map(({ generationId, first, chunks }) => ({
    generation_id: generationId,
    seq: first,
    chunks: `[${chunks.join()}]`,
  }));
  await transaction
    .insertInto('generation_chunk')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['generation_id', 'seq'])
        .doUpdateSet(({ ref }) => ({ chunks: ref('excluded.chunks') })),
    )
    .execute();
}
