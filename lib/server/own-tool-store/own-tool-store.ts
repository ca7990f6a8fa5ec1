import 'server-only';
import type { Kysely } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type ToolId } from '@/lib/domain/ids';
import type { NewOwnTool, OwnTool } from '@/lib/domain/tool/own-tool';
import { MAX_OWN_TOOLS, storedOwnToolSchema } from '@/lib/protocol/tools';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';

/** Keeps the tools that people made. */
export interface OwnToolStore {
  /** Oldest first. What another version wrote and cannot be read is left out. */
  list(actor: Actor): Promise<readonly OwnTool[]>;
  /** @throws AppError `tool-count` where there are too many already. */
  add(actor: Actor, tool: NewOwnTool): Promise<OwnTool>;
  /** Makes another tool of one; `null` where there is none. */
  replace(actor: Actor, id: ToolId, tool: NewOwnTool): Promise<OwnTool | null>;
  /** Whether it was there. */
  remove(actor: Actor, id: ToolId): Promise<boolean>;
  removeAll(actor: Actor): Promise<void>;
}

type Stamps = {
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
};

function readRow({ id, tool }: { id: string; tool: string }): OwnTool[] {
  const read = storedOwnToolSchema.safeParse(JSON.parse(tool));
  return read.success ? [{ ...read.data, id: asId<ToolId>(id) }] : [];
}

/** Two that are added at once may be one too many: the limit keeps lists short, and nothing else. */
async function requireRoom(database: Kysely<Schema>, actor: Actor): Promise<void> {
  const { count } = await database
    .selectFrom('own_tool')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('owner_id', '=', actor.userId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAX_OWN_TOOLS) throw new AppError('tool-count');
}

/** The store of own tools on any SQL engine that Kysely speaks. */
export function createSqlOwnToolStore(
  database: Kysely<Schema>,
  { now, newId }: Stamps,
): OwnToolStore {
  return {
    async list(actor) {
      const rows = await database
        .selectFrom('own_tool')
        .select(['id', 'tool'])
        .where('owner_id', '=', actor.userId)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.flatMap(readRow);
    },
    async add(actor, tool) {
      await requireRoom(database, actor);
      const id = asId<ToolId>(newId());
      const row = { id, owner_id: actor.userId, tool: JSON.stringify(tool), created_at: now() };
      await database.insertInto('own_tool').values(row).execute();
      return { ...tool, id };
    },
    async replace(actor, id, tool) {
      const { numUpdatedRows } = await database
        .updateTable('own_tool')
        .set({ tool: JSON.stringify(tool) })
        .where('id', '=', id)
        .where('owner_id', '=', actor.userId)
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n ? { ...tool, id } : null;
    },
    async remove(actor, id) {
      const { numDeletedRows } = await database
        .deleteFrom('own_tool')
        .where('id', '=', id)
        .where('owner_id', '=', actor.userId)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    async removeAll(actor) {
      await database.deleteFrom('own_tool').where('owner_id', '=', actor.userId).execute();
    },
  };
}
