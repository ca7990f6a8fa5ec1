import type { ModelId } from '../ids';
import type { AnswerCall, Timing, Usage } from '../message';

/** What answers have used. Tokens are those that servers counted; where one told none, none. */
export type UsageFigures = {
  readonly answers: number;
  /** How often a server was asked. */
  readonly steps: number;
  /** Pictures that were sent, each as often as a request had it. */
  readonly images: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly reasoningTokens: number;
  /** How long all answers took together, in milliseconds. */
  readonly totalMs: number;
};

/** What the answers of one model have used on one day. */
export type UsageDay = UsageFigures & {
  /** `YYYY-MM-DD`, where the person was. */
  readonly day: string;
  readonly modelId: ModelId;
};

export const NO_USAGE: UsageFigures = {
  answers: 0,
  steps: 0,
  images: 0,
  inputTokens: 0,
  cachedInputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  totalMs: 0,
};

/** What is known of an answer when it ends. */
type EndedAnswer = {
  readonly call: Pick<AnswerCall, 'steps' | 'images'>;
  readonly usage?: Usage | undefined;
  readonly timing?: Timing | undefined;
};

/** What one answer has used, as far as that is known; a cut one knows little. */
export function usageOf({ call, usage = {}, timing }: EndedAnswer): UsageFigures {
  return {
    answers: 1,
    steps: call.steps ?? 1,
    images: call.images ?? 0,
    inputTokens: usage.inputTokens ?? 0,
    cachedInputTokens: usage.cachedInputTokens ?? 0,
    outputTokens: usage.outputTokens ?? 0,
    reasoningTokens: usage.reasoningTokens ?? 0,
    totalMs: timing?.totalMs ?? 0,
  };
}

function combine(
  one: UsageFigures,
  other: UsageFigures,
  join: (one: number, other: number) => number,
): UsageFigures {
  return {
    answers: join(one.answers, other.answers),
    steps: join(one.steps, other.steps),
    images: join(one.images, other.images),
    inputTokens: join(one.inputTokens, other.inputTokens),
    cachedInputTokens: join(one.cachedInputTokens, other.cachedInputTokens),
    outputTokens: join(one.outputTokens, other.outputTokens),
    reasoningTokens: join(one.reasoningTokens, other.reasoningTokens),
    totalMs: join(one.totalMs, other.totalMs),
  };
}

export function sumUsage(all: readonly UsageFigures[]): UsageFigures {
  return all.reduce((sum, each) => combine(sum, each, (one, other) => one + other), NO_USAGE);
}

/** What an answer has used since it was counted before: one that waited for a person ends twice. */
export function usageSince(before: UsageFigures, now: UsageFigures): UsageFigures {
  return combine(now, before, (one, other) => Math.max(0, one - other));
}
