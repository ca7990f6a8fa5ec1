import 'server-only';
import type { Kysely } from 'kysely';
import type { Settings } from '@/lib/protocol/settings';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';

const SYSTEM_PROMPT = 'system-prompt';

/** Keeps what a person set for all conversations. */
export interface SettingsStore {
  read(actor: Actor): Promise<Settings>;
  write(actor: Actor, settings: Settings): Promise<void>;
  removeAll(actor: Actor): Promise<void>;
}

/** The settings store on any SQL engine that Kysely speaks. */
export function createSqlSettingsStore(database: Kysely<Schema>): SettingsStore {
  return {
    async read(actor) {
      const row = await database
        .selectFrom('setting')
        .select('value')
        .where('owner_id', '=', actor.userId)
        .where('name', '=', SYSTEM_PROMPT)
        .executeTakeFirst();
      return { systemPrompt: row?.value ?? '' };
    },
    async write(actor, { systemPrompt }) {
      await database
        .insertInto('setting')
        .values({ owner_id: actor.userId, name: SYSTEM_PROMPT, value: systemPrompt })
        .onConflict((conflict) =>
          conflict.columns(['owner_id', 'name']).doUpdateSet({ value: systemPrompt }),
        )
        .execute();
    },
    async removeAll(actor) {
      await database.deleteFrom('setting').where('owner_id', '=', actor.userId).execute();
    },
  };
}
