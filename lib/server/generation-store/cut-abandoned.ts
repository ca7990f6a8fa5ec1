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
  await markUnread(transaction, message_id);
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

/** See `GenerationStore.cutAbandoned`. */
export function cutAbandoned(database: Kysely<Schema>, silenceMs: number): Promise<number> {
  return database.transaction().execute(async (transaction) => {
    const now = databaseNow(transaction);
    let ended = transaction
      .updateTable('generation')
      .set({ state: 'ended', heartbeat_at: now })
      .where('state', '=', sql.lit('streaming'));
    if (silenceMs > 0) {
      ended = ended.where(sql<boolean>`coalesce(heartbeat_at, 0) < ${now} - ${silenceMs}`);
    }
    const abandoned = await ended.returning(['id', 'message_id']).execute();
    for (const generation of abandoned) await cut(transaction, generation);
    return abandoned.length;
  });
}
