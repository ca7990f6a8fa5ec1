import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { parseConfig } from '@/lib/server/config';
import { createSqlConversationStore } from '@/lib/server/conversation-store/sql-conversation-store';
import { openDatabase } from '@/lib/server/database/open-database';
import { callOf } from './messages';

/** A long conversation to be written. */
export type Seed = {
  readonly turns: number;
  readonly question: (turn: number) => string;
  readonly answer: (turn: number) => string;
};

/**
 * Writes a conversation of many turns into a data folder that no app uses, through the store itself.
 *
 * @returns Its id.
 */
export async function seedConversation(dataDirectory: string, seed: Seed): Promise<ConversationId> {
  const { database, close } = await openDatabase(parseConfig({ DATA_DIR: dataDirectory }));
  // Nothing is lost that could not be written again; thousands of turns need not wait for the disk.
  await sql`pragma synchronous = off`.execute(database);
  let now = Date.now() - seed.turns * 1000;
  const store = createSqlConversationStore(database, {
    now: () => now++,
    newId: randomUUID,
    processId: randomUUID(),
  });
  let conversationId: ConversationId | null = null;
  let parentId: MessageId | null = null;
  for (let turn = 0; turn < seed.turns; turn += 1) {
    const id = asId<MessageId>(randomUUID());
    const question = { id, parentId, text: seed.question(turn), attachments: [] };
    const stored = await store.addTurn(LOCAL_ACTOR, {
      conversationId,
      question,
      call: callOf(),
      initialParts: [],
      idempotencyKey: randomUUID(),
    });
    ({ conversationId } = stored);
    parentId = stored.answer.id;
    const parts = [{ type: 'text', text: seed.answer(turn) }] as const;
    await store.saveAnswer(LOCAL_ACTOR, parentId, { parts, status: 'done', finishReason: 'stop' });
  }
  await close();
  if (!conversationId) throw new Error('a conversation has at least one turn');
  return conversationId;
}
