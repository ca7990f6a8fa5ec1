import 'server-only';
import { type Kysely, sql } from 'kysely';
import type { Schema } from '../schema';

/** Tools that people made and what they decided about calls, presets, and what answers have used a day. */
export async function createWorkbench(database: Kysely<Schema>): Promise<void> {
  const statements = [
    sql`create table own_tool (
      id text primary key,
      owner_id text not null,
      tool text not null,
      created_at bigint not null
    )`,
    sql`create index own_tool_owner on own_tool (owner_id, created_at)`,
    sql`create table tool_approval (
      owner_id text not null,
      conversation_id text not null,
      tool_key text not null,
      approval text not null,
      fingerprint text not null,
      primary key (owner_id, conversation_id, tool_key)
    )`,
    sql`create table tool_pin (
      owner_id text not null,
      tool_key text not null,
      fingerprint text not null,
      definition text not null,
      primary key (owner_id, tool_key)
    )`,
    sql`create table preset (
      id text primary key,
      owner_id text not null,
      name text not null,
      preset text not null,
      updated_at bigint not null
    )`,
    sql`create unique index preset_name on preset (owner_id, name)`,
    sql`create table usage_day (
      owner_id text not null,
      day text not null,
      model_id text not null,
      answers bigint not null,
      steps bigint not null,
      images bigint not null,
      input_tokens bigint not null,
      cached_input_tokens bigint not null,
      output_tokens bigint not null,
      reasoning_tokens bigint not null,
      total_ms bigint not null,
      primary key (owner_id, day, model_id)
    )`,
  ];
  for (const statement of statements) await statement.execute(database);
}
