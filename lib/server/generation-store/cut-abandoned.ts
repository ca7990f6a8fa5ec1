import 'server-only';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Chunk } from '@/lib/domain/generation/chunk';
import { asId, type GenerationId } from '@/lib/domain/ids';
import { messagePartsSchema } from '@/lib/protocol/conversations';
import { databaseNow } from '../database/database-now';
import type { Schema } from '../database/schema';
import { STREAMING } from '../database/streaming';
import { endAnswer, endGeneration } from './end-answer';
import { foldChunks } from './fold-chunks';

type Abandoned = { readonly id: string; readonly message_id: string };

const CUT: Chunk = { type: 'finish', messageMetadata: { status: 'cut' } };

/** Ends one as `cut`, with all that was stored of it. */
async function cut(transaction: Transaction<Schema>, abandoned: Abandoned): Promise<void> {
  const { id, message_id } = abandoned;
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
  await endAnswer(transaction, abandoned, update, tail);
}

/** What makes a generation abandoned: its process has been silent for too long. */
const isSilent = (database: Kysely<Schema>, silenceMs: number) =>
  silenceMs === 0
    ? sql<boolean>`true`
    : sql<boolean>`coalesce(heartbeat_at, 0) < ${databaseNow(database)} - ${silenceMs}`;

/** Ends one that was found abandoned, unless it is not any more. */
function endOne(database: Kysely<Schema>, id: string, silenceMs: number): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const ended = await endGeneration(transaction, ({ and, eb }) =>
      and([eb('id', '=', id), isSilent(transaction, silenceMs)]),
    );
    if (ended) await cut(transaction, ended);
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
    .select('id')
    .where('state', '=', STREAMING)
    .where(isSilent(database, silenceMs))
    .execute();
  let count = 0;
  for (const { id } of candidates.filter((candidate) => !known.has(candidate.id))) {
    if (await endOne(database, id, silenceMs)) count += 1;
  }
  return count;
}
