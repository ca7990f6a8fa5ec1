import type { Usage } from '../message';

const FIELDS = ['inputTokens', 'outputTokens', 'cachedInputTokens', 'reasoningTokens'] as const;

/** What several upstream calls have used together; what none of them told is not there. */
export function addUsage(one: Usage | undefined, other: Usage | undefined): Usage | undefined {
  if (!one || !other) return one ?? other;
  const sums = FIELDS.flatMap((field) => {
    if (one[field] === undefined && other[field] === undefined) return [];
    return [[field, (one[field] ?? 0) + (other[field] ?? 0)] as const];
  });
  return Object.fromEntries(sums);
}
