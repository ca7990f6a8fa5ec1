import 'server-only';
import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import type { ToolDefinition } from '@/lib/domain/prompt/prompt';
import { jsonObjectSchema } from '@/lib/protocol/json-value';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';
import { fingerprintOf } from '../tools/fingerprint';

/** What a foreign tool was when a person agreed to it. */
export type ToolPin = {
  readonly toolKey: string;
  readonly fingerprint: string;
  readonly definition: ToolDefinition;
};

/** Keeps which foreign tools a person switched on, and as what. */
export interface ToolPinStore {
  /** In the order of their keys. */
  list(actor: Actor): Promise<readonly ToolPin[]>;
  /** Pins a tool as it is, in place of what it was. */
  pin(actor: Actor, toolKey: string, definition: ToolDefinition): Promise<void>;
  remove(actor: Actor, toolKeys: readonly string[]): Promise<void>;
  removeAll(actor: Actor): Promise<void>;
}

const definitionSchema: z.ZodMiniType<ToolDefinition> = z.object({
  name: z.string(),
  description: z.string(),
  parameters: jsonObjectSchema,
});

/** The pins on any SQL engine that Kysely speaks. */
export function createSqlToolPinStore(database: Kysely<Schema>): ToolPinStore {
  return {
    async list(actor) {
      const rows = await database
        .selectFrom('tool_pin')
        .select(['tool_key', 'fingerprint', 'definition'])
        .where('owner_id', '=', actor.userId)
        .orderBy('tool_key')
        .execute();
      return rows.map(({ tool_key, fingerprint, definition }) => ({
        toolKey: tool_key,
        fingerprint,
        definition: definitionSchema.parse(JSON.parse(definition)),
      }));
    },
    async pin(actor, toolKey, definition) {
      const pin = {
        fingerprint: fingerprintOf(definition),
        definition: JSON.stringify(definition),
      };
      await database
        .insertInto('tool_pin')
        .values({ owner_id: actor.userId, tool_key: toolKey, ...pin })
        .onConflict((conflict) => conflict.columns(['owner_id', 'tool_key']).doUpdateSet(pin))
        .execute();
    },
    async remove(actor, toolKeys) {
      if (toolKeys.length === 0) return;
      await database
        .deleteFrom('tool_pin')
        .where('owner_id', '=', actor.userId)
        .where('tool_key', 'in', toolKeys)
        .execute();
    },
    async removeAll(actor) {
      await database.deleteFrom('tool_pin').where('owner_id', '=', actor.userId).execute();
    },
  };
}
