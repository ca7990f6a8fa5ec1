import 'server-only';
import type { Kysely, Selectable } from 'kysely';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { UsageDay } from '@/lib/domain/usage/usage-day';
import type { Schema } from '../database/schema';
import type { UsageStore } from './usage-store';

function toUsageDay(row: Selectable<Schema['usage_day']>): UsageDay {
  return {
    day: row.day,
    modelId: asId<ModelId>(row.model_id),
    answers: row.answers,
    steps: row.steps,
    images: row.images,
    inputTokens: row.input_tokens,
    cachedInputTokens: row.cached_input_tokens,
    outputTokens: row.output_tokens,
    reasoningTokens: row.reasoning_tokens,
    totalMs: row.total_ms,
  };
}

/** The usage store on any SQL engine that Kysely speaks. */
export function createSqlUsageStore(database: Kysely<Schema>): UsageStore {
  return {
    async list(actor, since) {
      const rows = await database
        .selectFrom('usage_day')
        .selectAll()
        .where('owner_id', '=', actor.userId)
        .where('day', '>=', since)
        .orderBy('day', 'desc')
        .orderBy('model_id')
        .execute();
      return rows.map(toUsageDay);
    },
    async removeAll(actor) {
      await database.deleteFrom('usage_day').where('owner_id', '=', actor.userId).execute();
    },
  };
}
