import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { QueryToken } from '@/lib/domain/search/search-query';
import type { Schema } from '../database/schema';
import type { SearchAsk, SearchEngine } from './search-engine';

/**
 * Row ids grow with the time: FTS5 reads its lists backwards from the newest and stops when a page is
 * full. So many entries of the same millisecond keep their order; later ones take ids of the next ones.
 */
const IDS_PER_MILLISECOND = 2048;
/** Ids are numbers of JavaScript, and reach to the year 2109. */
const LAST_MILLISECOND = Math.floor(Number.MAX_SAFE_INTEGER / IDS_PER_MILLISECOND) - 1;

async function createTables(database: Kysely<Schema>): Promise<void> {
  const statements = [
    sql`create table search_entry (
      id integer primary key, owner_id text not null,
      conversation_id text not null references conversation (id) on delete cascade,
      message_id text unique references message (id) on delete cascade,
      created_at bigint not null)`,
    sql`create index search_entry_by_conversation on search_entry (conversation_id)`,
    // "ascii" parts at spaces and lets everything beyond ASCII be: tokens stay as our tokeniser made them.
    // Without content and positions the index is all that is kept; prefix lists serve a word being typed.
    sql`create virtual table search_token using fts5 (
      tokens, content = '', contentless_delete = 1, detail = none,
      prefix = '1 2 3', tokenize = 'ascii')`,
    sql`create trigger search_entry_deleted after delete on search_entry begin
      delete from search_token where rowid = old.id;
    end`,
  ];
  for (const statement of statements) await statement.execute(database);
}

/** The id behind those of the same millisecond. */
async function nextId(database: Kysely<Schema>, createdAt: number): Promise<number> {
  let millisecond = Math.min(Math.max(Math.floor(createdAt), 0), LAST_MILLISECOND);
  for (;;) {
    const first = millisecond * IDS_PER_MILLISECOND;
    const row = await database
      .selectFrom('search_entry')
      .select(({ fn }) => fn.max('id').as('newest'))
      .where('id', '>=', first)
      .where('id', '<', first + IDS_PER_MILLISECOND)
      .executeTakeFirst();
    const id = row?.newest == null ? first : row.newest + 1;
    if (id < first + IDS_PER_MILLISECOND) return id;
    millisecond += 1;
  }
}

// Tokens hold no quotes: the tokeniser lets only letters, digits, marks and emoji through.
const toMatch = (tokens: readonly QueryToken[]) =>
  tokens.map(({ text, isPrefix }) => `"${text}"${isPrefix ? ' *' : ''}`).join(' AND ');

function toQuery(database: Kysely<Schema>, { ownerId, tokens, before, limit }: SearchAsk) {
  // "cross join" keeps SQLite from beginning with another table than the index.
  return sql`
    select entry.id, entry.conversation_id, conversation.title, entry.message_id, message.role,
      message.parts, entry.created_at
    from search_token
    cross join search_entry as entry on entry.id = search_token.rowid
    cross join conversation on conversation.id = entry.conversation_id
    left join message on message.id = entry.message_id
    where search_token match ${toMatch(tokens)}
      and search_token.rowid < ${before?.id ?? Number.MAX_SAFE_INTEGER}
      and entry.owner_id = ${ownerId}
    order by search_token.rowid desc
    limit ${limit}`.compile(database);
}

/** Full-text search by FTS5. */
export const sqliteSearch: SearchEngine = {
  createTables,
  toQuery,
  async insert(database, { ownerId, conversationId, messageId, createdAt, tokens }) {
    const id = await nextId(database, createdAt);
    const references = { conversation_id: conversationId, message_id: messageId };
    await database
      .insertInto('search_entry')
      .values({ id, owner_id: ownerId, ...references, created_at: createdAt })
      .execute();
    await sql`insert into search_token (rowid, tokens) values (${id}, ${tokens.join(' ')})`.execute(
      database,
    );
  },
};
