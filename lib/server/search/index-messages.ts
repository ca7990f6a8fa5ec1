import 'server-only';
import type { Kysely } from 'kysely';
import { indexTokens } from '@/lib/domain/search/index-tokens';
import { searchableText } from '@/lib/domain/search/searchable-text';
import { messagePartsSchema } from '@/lib/protocol/conversations';
import type { Schema } from '../database/schema';
import { searchEngineOf } from './search-engine-of';

/** Reads the parts of a stored message as a search sees them. */
export function readSearchableText(parts: string): string {
  return searchableText(messagePartsSchema.parse(JSON.parse(parts)));
}

/** Makes the title of a conversation found, as it is stored now. */
export async function indexTitle(
  transaction: Kysely<Schema>,
  conversationId: string,
): Promise<void> {
  const row = await transaction
    .selectFrom('conversation')
    .select(['owner_id', 'title', 'created_at'])
    .where('id', '=', conversationId)
    .executeTakeFirst();
  if (!row) return;
  await transaction
    .deleteFrom('search_entry')
    .where('conversation_id', '=', conversationId)
    .where('message_id', 'is', null)
    .execute();
  await searchEngineOf(transaction).insert(transaction, {
    ownerId: row.owner_id,
    conversationId,
    messageId: null,
    createdAt: row.created_at,
    tokens: indexTokens(row.title),
  });
}

/**
 * Makes messages found, as they are stored now. An answer is found when it has ended: call it in the
 * transaction that stores the end.
 */
export async function indexMessages(
  transaction: Kysely<Schema>,
  ids: readonly string[],
): Promise<void> {
  const engine = searchEngineOf(transaction);
  for (const id of ids) {
    const row = await transaction
      .selectFrom('message')
      .select(['owner_id', 'conversation_id', 'parts', 'created_at'])
      .where('id', '=', id)
      .where('status', '<>', 'streaming')
      .executeTakeFirst();
    if (!row) continue;
    await transaction.deleteFrom('search_entry').where('message_id', '=', id).execute();
    await engine.insert(transaction, {
      ownerId: row.owner_id,
      conversationId: row.conversation_id,
      messageId: id,
      createdAt: row.created_at,
      tokens: indexTokens(readSearchableText(row.parts)),
    });
  }
}

/** Makes a conversation found that was stored as a whole: its title and all its messages. */
export async function indexConversation(
  transaction: Kysely<Schema>,
  conversationId: string,
): Promise<void> {
  await indexTitle(transaction, conversationId);
  const messages = await transaction
    .selectFrom('message')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .orderBy('position')
    .execute();
  await indexMessages(
    transaction,
    messages.map(({ id }) => id),
  );
}
