import 'server-only';
import { type Kysely, sql } from 'kysely';
import { asId, type ConversationId, type GenerationId, type MessageId } from '@/lib/domain/ids';
import type { Actor } from '../actor';
import { databaseNow } from '../database/database-now';
import { engineOf } from '../database/engine-of';
import type { Schema } from '../database/schema';
import { STREAMING } from '../database/streaming';
import { cutAbandoned } from './cut-abandoned';
import type { ChunkBatch, GenerationStore, Pulse, StoredChunks } from './generation-store';
import { notify } from './notify';
import { storeChunks } from './store-chunks';

/** Ended logs are kept that long for readers at other processes, in milliseconds. */
const OLD_MS = 60_000;

function appendBatches(
  database: Kysely<Schema>,
  processId: string,
  batches: readonly ChunkBatch[],
): Promise<readonly GenerationId[]> {
  return database.transaction().execute(async (transaction) => {
    const own = await transaction
      .updateTable('generation')
      .set({ heartbeat_at: databaseNow(transaction) })
      .where(
        'id',
        'in',
        batches.map(({ generationId }) => generationId),
      )
      .where('owner_process', '=', processId)
      .where('state', '=', STREAMING)
      .returning('id')
      .execute();
    const ids = new Set(own.map(({ id }) => id));
    const isOwn = ({ generationId }: ChunkBatch) => ids.has(generationId);
    await storeChunks(transaction, batches.filter(isOwn));
    await notify(transaction, 'news', [...ids]);
    return batches.flatMap((batch) => (isOwn(batch) ? [] : [batch.generationId]));
  });
}

async function readChunks(
  database: Kysely<Schema>,
  actor: Actor,
  id: GenerationId,
  after: number,
): Promise<StoredChunks> {
  // The state first: what is stored when it has ended is all there is.
  const generation = await database
    .selectFrom('generation')
    .select('state')
    .where('id', '=', id)
    .where('owner_id', '=', actor.userId)
    .executeTakeFirst();
  if (!generation) return { batches: [], isEnded: true };
  const rows = await database
    .selectFrom('generation_chunk')
    .select(['seq', 'chunks'])
    .where('generation_id', '=', id)
    // The batch that holds the wanted number may begin before it.
    .where(
      'seq',
      '>=',
      sql<number>`coalesce((select max(seq) from generation_chunk
        where generation_id = ${id} and seq <= ${after + 1}), 0)`,
    )
    .orderBy('seq')
    .execute();
  const batches = rows.map(({ seq, chunks }) => ({
    generationId: id,
    first: seq,
    chunks: splitArray(chunks),
  }));
  return { batches, isEnded: generation.state === 'ended' };
}

/** The members of a JSON array, each as JSON text. */
function splitArray(text: string): string[] {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) throw new Error('a chunk log whose row is no list');
  return values.map((value) => JSON.stringify(value));
}

async function beat(
  database: Kysely<Schema>,
  processId: string,
  ids: readonly GenerationId[],
): Promise<Pulse> {
  if (ids.length === 0) {
    // Also who runs nothing learns whether the store can be reached.
    await sql`select 1`.execute(database);
    return { lost: [], stopRequested: [] };
  }
  const rows = await database
    .updateTable('generation')
    .set({ heartbeat_at: databaseNow(database) })
    .where('id', 'in', [...ids])
    .where('owner_process', '=', processId)
    .where('state', '=', STREAMING)
    .returning(['id', 'stop_requested_at'])
    .execute();
  const alive = new Set(rows.map(({ id }) => id));
  return {
    lost: ids.filter((id) => !alive.has(id)),
    stopRequested: rows.flatMap((row) =>
      row.stop_requested_at === null ? [] : [asId<GenerationId>(row.id)],
    ),
  };
}

function requestStop(
  database: Kysely<Schema>,
  actor: Actor,
  conversationIds: readonly ConversationId[] | null,
): Promise<number> {
  if (conversationIds?.length === 0) return Promise.resolve(0);
  return database.transaction().execute(async (transaction) => {
    let query = transaction
      .updateTable('generation')
      .set({ stop_requested_at: databaseNow(transaction) })
      .where('owner_id', '=', actor.userId)
      .where('state', '=', STREAMING);
    if (conversationIds) query = query.where('conversation_id', 'in', [...conversationIds]);
    const rows = await query.returning('id').execute();
    await notify(
      transaction,
      'stop',
      rows.map(({ id }) => id),
    );
    return rows.length;
  });
}

/** The generations of an actor that run, oldest first. */
function selectRunning(database: Kysely<Schema>, actor: Actor) {
  return database
    .selectFrom('generation')
    .innerJoin('message', 'message.id', 'generation.message_id')
    .select(['generation.id', 'generation.message_id'])
    .where('generation.owner_id', '=', actor.userId)
    .where('generation.state', '=', STREAMING)
    .orderBy('message.position');
}

async function hasEarlier(database: Kysely<Schema>, id: GenerationId): Promise<boolean> {
  const row = await database
    .selectFrom('generation as own')
    .innerJoin('message as own_message', 'own_message.id', 'own.message_id')
    .innerJoin('generation as other', 'other.conversation_id', 'own.conversation_id')
    .innerJoin('message as other_message', 'other_message.id', 'other.message_id')
    .select('other.id')
    .where('own.id', '=', id)
    .where('other.state', '=', STREAMING)
    .whereRef('other_message.position', '<', 'own_message.position')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * The generation store on any SQL engine that Kysely speaks.
 *
 * @param processId - Name of this process, unlike that of any other one.
 */
export function createSqlGenerationStore(
  database: Kysely<Schema>,
  { processId }: { processId: string },
): GenerationStore {
  return {
    isShared: engineOf(database) === 'postgres',
    append: (batches) => appendBatches(database, processId, batches),
    readChunks: (actor, id, after) => readChunks(database, actor, id, after),
    async running(actor, conversationId) {
      const rows = await selectRunning(database, actor)
        .where('generation.conversation_id', '=', conversationId)
        .execute();
      return rows.map((row) => ({
        id: asId<GenerationId>(row.id),
        messageId: asId<MessageId>(row.message_id),
      }));
    },
    isAnyRunning: async (actor) =>
      (await selectRunning(database, actor).limit(1).execute()).length > 0,
    hasEarlier: (id) => hasEarlier(database, id),
    requestStop: (actor, ids) => requestStop(database, actor, ids),
    beat: (ids) => beat(database, processId, ids),
    cutAbandoned: (silenceMs, living = []) => cutAbandoned(database, silenceMs, living),
    async removeOldChunks() {
      // Where nobody else reads it a log is deleted with the end of its answer.
      if (engineOf(database) === 'sqlite') return;
      await sql`delete from generation_chunk where exists (
        select 1 from generation where generation.id = generation_chunk.generation_id
          and state = 'ended' and heartbeat_at < ${databaseNow(database)} - ${OLD_MS})`.execute(
        database,
      );
    },
  };
}
