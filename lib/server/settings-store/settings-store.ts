import 'server-only';
import type { Kysely } from 'kysely';
import type { Settings, SettingsChange } from '@/lib/protocol/settings';
import type { Actor } from '../actor';
import type { Schema } from '../database/schema';

const SYSTEM_PROMPT = 'system-prompt';
const KEEPS_LARGEST = 'keeps-largest';
const YES = '1';

/** Keeps what a person set for all conversations. */
export interface SettingsStore {
  read(actor: Actor): Promise<Settings>;
  /** Changes what is given, and leaves the rest as it is. */
  write(actor: Actor, change: SettingsChange): Promise<void>;
  removeAll(actor: Actor): Promise<void>;
}

/** Names and values as they are stored. */
function toValues({ systemPrompt, keepsLargest }: SettingsChange): [name: string, value: string][] {
  const values: [string, string][] = [];
  if (systemPrompt !== undefined) values.push([SYSTEM_PROMPT, systemPrompt]);
  if (keepsLargest !== undefined) values.push([KEEPS_LARGEST, keepsLargest ? YES : '']);
  return values;
}

/** The settings store on any SQL engine that Kysely speaks. */
export function createSqlSettingsStore(database: Kysely<Schema>): SettingsStore {
  return {
    async read(actor) {
      const rows = await database
        .selectFrom('setting')
        .select(['name', 'value'])
        .where('owner_id', '=', actor.userId)
        .execute();
      const values = new Map(rows.map(({ name, value }) => [name, value]));
      return {
        systemPrompt: values.get(SYSTEM_PROMPT) ?? '',
        keepsLargest: values.get(KEEPS_LARGEST) === YES,
      };
    },
    async write(actor, change) {
      const values = toValues(change);
      if (values.length === 0) return;
      await database
        .insertInto('setting')
        .values(values.map(([name, value]) => ({ owner_id: actor.userId, name, value })))
        .onConflict((conflict) =>
          conflict
            .columns(['owner_id', 'name'])
            .doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
        )
        .execute();
    },
    async removeAll(actor) {
      await database.deleteFrom('setting').where('owner_id', '=', actor.userId).execute();
    },
  };
}
