import 'server-only';
import { type Kysely, sql } from 'kysely';
import { engineOf } from '../engine-of';
import type { Schema } from '../schema';

/** Conversations, their message trees, pictures and settings. */
export async function createConversationTables(database: Kysely<Schema>): Promise<void> {
  const binary = sql.raw(engineOf(database) === 'postgres' ? 'bytea' : 'blob');
  // No cascade from parent to child: SQLite ends those at a depth of 1,000. All go with the conversation.
  const statements = [
    sql`create table conversation (
      id text primary key, owner_id text not null, title text not null, head_id text,
      version bigint not null, next_position bigint not null,
      created_at bigint not null, updated_at bigint not null)`,
    sql`create index conversation_by_owner on conversation (owner_id, updated_at, id)`,
    sql`create table message (
      id text primary key, owner_id text not null,
      conversation_id text not null references conversation (id) on delete cascade,
      parent_id text references message (id), role text not null,
      status text not null, position bigint not null, parts text not null, answer text,
      created_at bigint not null, unique (conversation_id, position))`,
    sql`create index message_by_parent on message (parent_id)`,
    sql`create index message_streaming on message (status) where status = 'streaming'`,
    sql`create table blob (
      hash text primary key, media_type text not null, width bigint not null,
      height bigint not null, byte_count bigint not null, data ${binary} not null)`,
    sql`create table blob_variant (
      blob_hash text not null references blob (hash) on delete cascade, purpose text not null,
      media_type text not null, data ${binary} not null, primary key (blob_hash, purpose))`,
    sql`create table attachment (
      id text primary key, owner_id text not null, name text not null,
      blob_hash text not null references blob (hash), created_at bigint not null)`,
    sql`create index attachment_by_blob on attachment (blob_hash)`,
    sql`create table message_attachment (
      message_id text not null references message (id) on delete cascade,
      attachment_id text not null references attachment (id), position bigint not null,
      primary key (message_id, position))`,
    sql`create index message_attachment_by_attachment on message_attachment (attachment_id)`,
    sql`create table generation (
      id text primary key, owner_id text not null,
      conversation_id text not null references conversation (id) on delete cascade,
      message_id text not null references message (id) on delete cascade,
      idempotency_key text not null, state text not null, created_at bigint not null,
      unique (owner_id, idempotency_key))`,
    sql`create index generation_by_message on generation (message_id)`,
    sql`create index generation_by_conversation on generation (conversation_id)`,
    sql`create index generation_streaming on generation (state) where state = 'streaming'`,
    sql`create table setting (
      owner_id text not null, name text not null, value text not null,
      primary key (owner_id, name))`,
  ];
  for (const statement of statements) await statement.execute(database);
}
