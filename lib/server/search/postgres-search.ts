import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { QueryToken } from '@/lib/domain/search/search-query';
import type { Schema } from '../database/schema';
import type { SearchAsk, SearchEngine } from './search-engine';

async function createTables(database: Kysely<Schema>): Promise<void> {
  const statements = [
    // Tokens are kept beside the rows: what is found by the index is then read in few pages.
    sql`create table search_entry (
      id bigint generated always as identity primary key, owner_id text not null,
      conversation_id text not null references conversation (id) on delete cascade,
      message_id text unique references message (id) on delete cascade,
      created_at bigint not null, tokens tsvector not null) with (toast_tuple_target = 128)`,
    sql`create index search_entry_by_conversation on search_entry (conversation_id)`,
    sql`create index search_entry_by_owner on search_entry (owner_id, created_at, id)`,
    sql`create index search_entry_tokens on search_entry using gin (tokens)`,
  ];
  for (const statement of statements) await statement.execute(database);
}

// Tokens hold no quotes: the tokeniser lets only letters, digits, marks and emoji through.
const toMatch = (tokens: readonly QueryToken[]) =>
  tokens.map(({ text, isPrefix }) => `'${text}'${isPrefix ? ':*' : ''}`).join(' & ');

function toQuery(database: Kysely<Schema>, { ownerId, tokens, before, limit }: SearchAsk) {
  const isBehind = before
    ? sql`(created_at, id) < (${before.createdAt}::bigint, ${before.id}::bigint)`
    : sql`true`;
  return sql`
    select entry.id, entry.conversation_id, conversation.title, entry.message_id, message.role,
      message.parts, entry.created_at
    from (
      select id, conversation_id, message_id, created_at from search_entry
      where tokens @@ ${toMatch(tokens)}::tsquery and owner_id = ${ownerId} and ${isBehind}
      order by created_at desc, id desc
      limit ${limit}
    ) as entry
    join conversation on conversation.id = entry.conversation_id
    left join message on message.id = entry.message_id
    order by entry.created_at desc, entry.id desc`.compile(database);
}

/** Full-text search by a `tsvector` of our own tokens; Postgres knows no language of them. */
export const postgresSearch: SearchEngine = {
  createTables,
  toQuery,
  async insert(database, { ownerId, conversationId, messageId, createdAt, tokens }) {
    await sql`
      insert into search_entry (owner_id, conversation_id, message_id, created_at, tokens) values (
        ${ownerId}, ${conversationId}, ${messageId}, ${createdAt},
        array_to_tsvector(string_to_array(${tokens.join(' ')}, ' ')))`.execute(database);
  },
};
