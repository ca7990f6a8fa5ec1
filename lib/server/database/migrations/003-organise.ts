import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** What conversations are put in order by, and the indexes that their lists are read from. */
export async function organiseConversations(database: Kysely<Schema>): Promise<void> {
  const statements = [
    sql`alter table conversation add column pinned bigint not null default 0`,
    sql`alter table conversation add column archived bigint not null default 0`,
    sql`alter table conversation add column folder text`,
    sql`alter table conversation add column is_unread bigint not null default 0`,
    sql`alter table conversation add column thumbnail_id text`,
    sql`update conversation set thumbnail_id = (
      select message_attachment.attachment_id from message_attachment
      inner join message on message.id = message_attachment.message_id
      where message.conversation_id = conversation.id
      order by message.position, message_attachment.position limit 1)`,
    sql`drop index conversation_by_owner`,
    sql`create index conversation_listed
      on conversation (owner_id, archived, pinned, updated_at, id)`,
    sql`create index conversation_in_folder
      on conversation (owner_id, folder, archived, pinned, updated_at, id)
      where folder is not null`,
    sql`create index generation_running on generation (conversation_id)
      where state = 'streaming'`,
  ];
  for (const statement of statements) await statement.execute(database);
}
