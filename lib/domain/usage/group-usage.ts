import type { ModelId } from '../ids';
import { sumUsage, type UsageDay, type UsageFigures } from './usage-day';

/** What models have used over some time, with the sum of all. */
export type UsageGroup = {
  readonly sum: UsageFigures;
  /** The one with most tokens first. */
  readonly models: readonly (UsageFigures & { readonly modelId: ModelId })[];
};

/** Tokens read and written. */
export const tokensOf = ({ inputTokens, outputTokens }: UsageFigures): number =>
  inputTokens + outputTokens;

/** Sums what each model has used. */
export function groupByModel(days: readonly UsageDay[]): UsageGroup {
  const byModel = Map.groupBy(days, ({ modelId }) => modelId);
  const models = [...byModel].map(([modelId, rows]) => ({ modelId, ...sumUsage(rows) }));
  return {
    sum: sumUsage(days),
    models: models.toSorted((one, other) => tokensOf(other) - tokensOf(one)),
  };
}

/** The days on which something was used, in the order they come in. */
export function groupByDay(days: readonly UsageDay[]): (UsageGroup & { readonly day: string })[] {
  const byDay = Map.groupBy(days, ({ day }) => day);
  return [...byDay].map(([day, rows]) => ({ day, ...groupByModel(rows) }));
}
