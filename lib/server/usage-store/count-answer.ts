import 'server-only';
import type { Transaction } from 'kysely';
import type { AssistantMessage } from '@/lib/domain/message';
import { datesInTimeZone } from '@/lib/domain/prompt/dates-in-time-zone';
import { type UsageFigures, usageOf, usageSince } from '@/lib/domain/usage/usage-day';
import type { Schema } from '../database/schema';

/** Whose answer it is, and when it was asked for. */
type Asked = Pick<Schema['message'], 'owner_id' | 'created_at'>;

type Answer = Pick<AssistantMessage, 'call' | 'usage' | 'timing'>;

const toColumns = (figures: UsageFigures) => ({
  answers: figures.answers,
  steps: figures.steps,
  images: figures.images,
  input_tokens: figures.inputTokens,
  cached_input_tokens: figures.cachedInputTokens,
  output_tokens: figures.outputTokens,
  reasoning_tokens: figures.reasoningTokens,
  total_ms: figures.totalMs,
});
type Column = keyof ReturnType<typeof toColumns>;

/** Where it has ended before, what it had used then is counted already. */
function uncounted(before: Answer, after: Answer): UsageFigures {
  const hasEnded = before.timing !== undefined;
  return hasEnded ? usageSince(usageOf(before), usageOf(after)) : usageOf(after);
}

/**
 * Counts an answer that ends in this transaction, for the day on which it was asked for where the person
 * was then.
 *
 * @param before - The answer as it was stored until now.
 */
export async function countAnswer(
  transaction: Transaction<Schema>,
  { owner_id, created_at }: Asked,
  before: Answer,
  after: Answer,
): Promise<void> {
  const { modelId, timeZone = 'UTC' } = after.call;
  if (modelId === undefined) return;
  const { today: day } = datesInTimeZone(created_at, timeZone);
  const columns = toColumns(uncounted(before, after));
  await transaction
    .insertInto('usage_day')
    .values({ owner_id, day, model_id: modelId, ...columns })
    .onConflict((conflict) =>
      conflict.columns(['owner_id', 'day', 'model_id']).doUpdateSet(({ eb, ref }) => {
        const sum = (name: Column) => eb(`usage_day.${name}`, '+', ref(`excluded.${name}`));
        return {
          answers: sum('answers'),
          steps: sum('steps'),
          images: sum('images'),
          input_tokens: sum('input_tokens'),
          cached_input_tokens: sum('cached_input_tokens'),
          output_tokens: sum('output_tokens'),
          reasoning_tokens: sum('reasoning_tokens'),
          total_ms: sum('total_ms'),
        };
      }),
    )
    .execute();
}
