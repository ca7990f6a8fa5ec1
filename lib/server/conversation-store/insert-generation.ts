import 'server-only';
import type { Insertable, Transaction } from 'kysely';
import { databaseNow } from '../database/database-now';
import type { Schema } from '../database/schema';

type NewGeneration = Omit<
  Insertable<Schema['generation']>,
  'state' | 'heartbeat_at' | 'stop_requested_at'
>;

/** Stores that a generation runs, and that its process is alive. */
export async function insertGeneration(
  transaction: Transaction<Schema>,
  generation: NewGeneration,
): Promise<void> {
  await transaction
    .insertInto('generation')
    .values({ ...generation, state: 'streaming', heartbeat_at: databaseNow(transaction) })
    .execute();
}
