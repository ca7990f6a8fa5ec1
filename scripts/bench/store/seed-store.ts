import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { indexTokens } from '@/lib/domain/search/index-tokens';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { toAnswerColumn } from '@/lib/server/conversation-store/message-row';
import { engineOf } from '@/lib/server/database/engine-of';
import type { Schema } from '@/lib/server/database/schema';
import { searchEngineOf } from '@/lib/server/search/search-engine-of';
import { createRandom } from '../../fixtures/random';
import { CALL } from './call';
import { makeText } from './vocabulary';

export type Size = { readonly conversations: number; readonly messages: number };

const FIRST_TIME = Date.UTC(2025, 0, 1);
const MINUTE_MS = 60_000;
const ROWS_AT_ONCE = 50;
/** Postgres answers several connections at once; on SQLite they would only wait for each other. */
const WRITERS = { sqlite: 1, postgres: 4 } as const;
const PROGRESS_STEP = 1_000;

type MessageRow = Required<Pick<Schema['message'], 'id' | 'parts' | 'created_at'>> &
  Schema['message'];

/** Questions and answers in turn, each below the one before. */
function makeMessages(
  conversationId: string,
  count: number,
  time: number,
  random: () => number,
): MessageRow[] {
  const ids = Array.from({ length: count }, () => randomUUID());
  const answer = toAnswerColumn({ call: CALL, finishReason: 'stop' });
  return ids.map((id, position) => ({
    id,
    owner_id: LOCAL_ACTOR.userId,
    conversation_id: conversationId,
    parent_id: ids[position - 1] ?? null,
    role: position % 2 === 0 ? 'user' : 'assistant',
    status: 'done',
    position,
    parts: JSON.stringify([{ type: 'text', text: makeText(random) }]),
    answer: position % 2 === 0 ? null : answer,
    created_at: time + position,
  }));
}

async function seedConversation(
  database: Kysely<Schema>,
  index: number,
  messageCount: number,
): Promise<void> {
  const random = createRandom(index + 1);
  const id = randomUUID();
  const time = FIRST_TIME + index * MINUTE_MS;
  const messages = makeMessages(id, messageCount, time, random);
  const title = makeText(random, 5);
  const owner_id = LOCAL_ACTOR.userId;
  await database.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('conversation')
      .values({
        id,
        owner_id,
        title,
        head_id: messages.at(-1)?.id ?? null,
        version: 1,
        next_position: messageCount,
        created_at: time,
        updated_at: time + messageCount,
        folder: null,
        thumbnail_id: null,
      })
      .execute();
    for (let first = 0; first < messageCount; first += ROWS_AT_ONCE) {
      const rows = messages.slice(first, first + ROWS_AT_ONCE);
      await transaction.insertInto('message').values(rows).execute();
    }
    const engine = searchEngineOf(transaction);
    const entry = { ownerId: owner_id, conversationId: id };
    const titleEntry = { ...entry, messageId: null, createdAt: time, tokens: indexTokens(title) };
    await engine.insert(transaction, titleEntry);
    for (const { id: messageId, parts, created_at: createdAt } of messages) {
      const tokens = indexTokens(parts.slice('[{"type":"text","text":"'.length, -'"}]'.length));
      await engine.insert(transaction, { ...entry, messageId, createdAt, tokens });
    }
  });
}

/** Fills an empty store with conversations of equal length, through our own schema. */
export async function seedStore(
  database: Kysely<Schema>,
  { conversations, messages }: Size,
): Promise<void> {
  const engine = engineOf(database);
  const perConversation = Math.round(messages / conversations);
  // What a crash would cost here is another run.
  if (engine === 'sqlite') await sql`pragma synchronous = off`.execute(database);
  let next = 0;
  const write = async () => {
    while (next < conversations) {
      const index = next;
      next += 1;
      await seedConversation(database, index, perConversation);
      if (index % PROGRESS_STEP === 0)
        console.log(`seeding: ${index} of ${conversations} conversations`);
    }
  };
  await Promise.all(Array.from({ length: WRITERS[engine] }, write));
  await sql`analyze`.execute(database);
}
