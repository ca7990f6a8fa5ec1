import 'server-only';
import type { Kysely } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { asId, type PresetId } from '@/lib/domain/ids';
import { type NewPreset, numberedName, type Preset } from '@/lib/domain/preset/preset';
import {
  MAX_PRESET_NAME_CHARACTERS,
  MAX_PRESETS,
  presetSettingsSchema,
} from '@/lib/protocol/presets';
import type { Actor } from '../actor';
import { byBytes } from '../database/by-bytes';
import { isUniqueViolation } from '../database/database-failure';
import type { Schema } from '../database/schema';

/** Keeps settings under names. */
export interface PresetStore {
  /** By name. */
  list(actor: Actor): Promise<readonly Preset[]>;
  /**
   * Adds a preset.
   *
   * @param ifTaken - What becomes of a name that another one has: it gets a number, or is refused.
   * @throws AppError `preset-name-taken`, `preset-limit`.
   */
  add(actor: Actor, preset: NewPreset, ifTaken: 'number' | 'refuse'): Promise<Preset>;
  /**
   * Gives a preset another name or other settings.
   *
   * @throws AppError `not-found`, `preset-name-taken`.
   */
  replace(actor: Actor, id: PresetId, preset: NewPreset): Promise<Preset>;
  /** Whether it was there. */
  remove(actor: Actor, id: PresetId): Promise<boolean>;
  removeAll(actor: Actor): Promise<void>;
}

type Stamps = {
  /** Milliseconds since 1970. */
  now(): number;
  newId(): string;
};

const toColumns = ({ name, settings }: NewPreset, updatedAt: number) => ({
  name,
  preset: JSON.stringify(settings),
  updated_at: updatedAt,
});

class SqlPresetStore implements PresetStore {
  readonly #database: Kysely<Schema>;
  readonly #stamps: Stamps;

  constructor(database: Kysely<Schema>, stamps: Stamps) {
    this.#database = database;
    this.#stamps = stamps;
  }

  async list(actor: Actor): Promise<readonly Preset[]> {
    const rows = await this.#database
      .selectFrom('preset')
      .select(['id', 'name', 'preset'])
      .where('owner_id', '=', actor.userId)
      .orderBy(byBytes(this.#database, 'name'))
      .execute();
    return rows.map(({ id, name, preset }) => ({
      id: asId<PresetId>(id),
      name,
      settings: presetSettingsSchema.parse(JSON.parse(preset)),
    }));
  }

  async add(actor: Actor, preset: NewPreset, ifTaken: 'number' | 'refuse'): Promise<Preset> {
    await this.#requireRoom(actor);
    const last = ifTaken === 'number' ? MAX_PRESETS + 1 : 1;
    for (let number = 1; number <= last; number += 1) {
      const name = numberedName(preset.name, number, MAX_PRESET_NAME_CHARACTERS);
      const added = await this.#insert(actor, { ...preset, name });
      if (added) return added;
    }
    throw new AppError('preset-name-taken');
  }

  async replace(actor: Actor, id: PresetId, preset: NewPreset): Promise<Preset> {
    try {
      const { numUpdatedRows } = await this.#database
        .updateTable('preset')
        .set(toColumns(preset, this.#stamps.now()))
        .where('id', '=', id)
        .where('owner_id', '=', actor.userId)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new AppError('not-found');
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw new AppError('preset-name-taken', {}, { cause });
    }
    return { id, ...preset };
  }

  async remove(actor: Actor, id: PresetId): Promise<boolean> {
    const { numDeletedRows } = await this.#database
      .deleteFrom('preset')
      .where('id', '=', id)
      .where('owner_id', '=', actor.userId)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }

  async removeAll(actor: Actor): Promise<void> {
    await this.#database.deleteFrom('preset').where('owner_id', '=', actor.userId).execute();
  }

  /** Two that are added at once may be one too many: the limit keeps lists short, and nothing else. */
  async #requireRoom(actor: Actor): Promise<void> {
    const { count } = await this.#database
      .selectFrom('preset')
      .select(({ fn }) => fn.countAll<number | string>().as('count'))
      .where('owner_id', '=', actor.userId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MAX_PRESETS) throw new AppError('preset-limit');
  }

  /** `null` where the name is taken. */
  async #insert(actor: Actor, preset: NewPreset): Promise<Preset | null> {
    const id = asId<PresetId>(this.#stamps.newId());
    const row = await this.#database
      .insertInto('preset')
      .values({ id, owner_id: actor.userId, ...toColumns(preset, this.#stamps.now()) })
      .onConflict((conflict) => conflict.columns(['owner_id', 'name']).doNothing())
      .returning('id')
      .executeTakeFirst();
    return row ? { id, ...preset } : null;
  }
}

/** The preset store on any SQL engine that Kysely speaks. */
export function createSqlPresetStore(database: Kysely<Schema>, stamps: Stamps): PresetStore {
  return new SqlPresetStore(database, stamps);
}
