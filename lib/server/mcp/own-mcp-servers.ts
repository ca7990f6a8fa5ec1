import 'server-only';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { type OwnMcpServer, ownMcpServerSchema } from '@/lib/protocol/mcp';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';

const NAME = 'mcp-servers';
const storedSchema = z.array(z.unknown());

/** Keeps the MCP servers that people added, among their settings. */
export interface OwnMcpServers {
  read(actor: Actor): Promise<readonly OwnMcpServer[]>;
  write(actor: Actor, servers: readonly OwnMcpServer[]): Promise<void>;
}

/** What does not fit was stored by another version, and is no server of this one. */
function readServers(text: string): readonly OwnMcpServer[] {
  return storedSchema.parse(JSON.parse(text)).flatMap((each) => {
    const server = ownMcpServerSchema.safeParse(each);
    return server.success ? [server.data] : [];
  });
}

/** The servers that people added on any SQL engine that Kysely speaks. */
export function createSqlOwnMcpServers(database: Kysely<Schema>): OwnMcpServers {
  return {
    async read(actor) {
      const row = await database
        .selectFrom('setting')
        .select('value')
        .where('owner_id', '=', actor.userId)
        .where('name', '=', NAME)
        .executeTakeFirst();
      return row ? readServers(row.value) : [];
    },
    async write(actor, servers) {
      const value = JSON.stringify(servers);
      await database
        .insertInto('setting')
        .values({ owner_id: actor.userId, name: NAME, value })
        .onConflict((conflict) => conflict.columns(['owner_id', 'name']).doUpdateSet({ value }))
        .execute();
    },
  };
}
