import 'server-only';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Chunk } from '@/lib/domain/generation/chunk';
import { asId, type GenerationId } from '@/lib/domain/ids';
import { messagePartsSchema } from '@/lib/protocol/conversations';
import { markUnread } from '../conversation-store/change-conversations';
import { databaseNow } from '../database/database-now';
import type { Schema } from '../database/schema';
import { endAnswer } from './end-answer';
import { foldChunks } from './fold-chunks';

type Abandoned = { readonly id: string; readonly message_id: string };

const CUT: Chunk = { type: 'finish', messageMetadata: { status: 'cut' } };

/** Ends one as `cut`, with all that was stored of it. */
async function cut(transaction: Transaction<Schema>, { id, message_id }: Abandoned): Promise<void> {
  const rows = await transaction
    .selectFrom('generation_chunk')
    .select(['seq', 'chunks'])
    .where('generation_id', '=', id)
    .orderBy('seq')
    .execute();
  const folded = foldChunks(rows);
  const message = await transaction
    .selectFrom('message')
    .select('parts')
    .where('id', '=', message_id)
    .executeTakeFirstOrThrow();
  // A log without a first chunk was never stored: the answer is what it began with.
  const parts =
    folded.length > 0 ? folded.parts : messagePartsSchema.parse(JSON.parse(message.parts));
  const { call } = folded.metadata;
  const tail = {
    generationId: asId<GenerationId>(id),
    first: folded.length + 1,
    chunks: [JSON.stringify(CUT)],
  };
  const update = { parts, status: 'cut', ...(call && { call }) } as const;
  await endAnswer(transaction, { generationId: id, messageId: message_id }, update, tail);
}

/** What makes a generation abandoned: its process has been silent for too long. */
const isSilent = (database: Kysely<Schema>, silenceMs: number) =>
  silenceMs === 0
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(heartbeat_at, 0) < ${databaseNow(database)} - ${silenceMs}`;

/** Ends one that was found abandoned, unless it is not any more. */
function endOne(
  database: Kysely<Schema>,
  generation: Abandoned,
  silenceMs: number,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    // The conversation first, in the order in which a deletion takes its locks.
    await markUnread(transaction, generation.message_id);
    const ended = await transaction
      .updateTable('generation')
      .set({ state: 'ended', heartbeat_at: databaseNow(transaction) })
      .where('id', '=', generation.id)
      .where('state', '=', sql.lit('streaming'))
      .where(isSilent(transaction, silenceMs))
      .returning('id')
      .executeTakeFirst();
    if (ended) await cut(transaction, generation);
    return ended !== undefined;
  });
}

/** See `GenerationStore.cutAbandoned`. */
export async function cutAbandoned(
  database: Kysely<Schema>,
  silenceMs: number,
  living: readonly GenerationId[],
): Promise<number> {
  const known = new Set<string>(living);
  const candidates = await database
    .selectFrom('generation')
    .select(['id', 'message_id'])
    .where('state', '=', sql.lit<'streaming'>('streaming'))
    .where(isSilent(database, silenceMs))
    .execute();
  let count = 0;
  for (const generation of candidates.filter(({ id }) => !known.has(id))) {
    if (await endOne(database, generation, silenceMs)) count += 1;
  }
  return count;
}
