import { estimateTextTokens } from '../prompt/estimate-tokens';
import type { ChunkMetadata } from './chunk';
import type { KnownNumber } from './known-number';
import { speedOf } from './speed-of';

/** What a model wrote in one answer. */
export type WrittenTexts = {
  /** Words and calls. */
  readonly answer: string;
  readonly reasoning: string;
};

/** The numbers of an answer that people compare; what is not known is not there. */
export type AnswerNumbers = {
  readonly firstTokenMs?: KnownNumber | undefined;
  readonly totalMs?: KnownNumber | undefined;
  readonly tokensPerSecond?: KnownNumber | undefined;
  readonly inputTokens?: KnownNumber | undefined;
  readonly cachedInputTokens?: KnownNumber | undefined;
  readonly outputTokens?: KnownNumber | undefined;
  readonly reasoningTokens?: KnownNumber | undefined;
  /** Pictures, each as often as a request had it, and how often the server was asked. */
  readonly images?: KnownNumber | undefined;
  readonly steps?: KnownNumber | undefined;
};

/** A count of the server, else an estimate of ours; nothing where that is of nothing. */
function known(told: number | undefined, estimate: number): KnownNumber | undefined {
  if (told !== undefined) return { value: told, isEstimated: false };
  return estimate > 0 ? { value: estimate, isEstimated: true } : undefined;
}

const measured = (value: number | undefined) => known(value, 0);

/** What is thought of one request says nothing of several. */
function estimatedPrompt({ call }: ChunkMetadata): number {
  if (!call?.estimate || (call.steps ?? 1) > 1) return 0;
  return call.estimate.textTokens + call.estimate.imageTokens;
}

/** The numbers of an answer, each measured where it was told, else estimated from what was sent and written. */
export function answerNumbers(
  metadata: ChunkMetadata,
  { answer, reasoning }: WrittenTexts,
): AnswerNumbers {
  const { timing, usage, call } = metadata;
  const reasoningTokens = known(usage?.reasoningTokens, estimateTextTokens(reasoning));
  const outputTokens = known(usage?.outputTokens, estimateTextTokens(answer + reasoning));
  return {
    firstTokenMs: measured(timing?.firstTokenMs),
    totalMs: measured(timing?.totalMs),
    tokensPerSecond: speedOf(timing, outputTokens),
    inputTokens: known(usage?.inputTokens, estimatedPrompt(metadata)),
    cachedInputTokens: measured(usage?.cachedInputTokens),
    outputTokens,
    reasoningTokens,
    images: measured(call?.images),
    // An answer that was imported does not know how it was asked for.
    steps: measured(call?.modelId === undefined ? undefined : (call.steps ?? 1)),
  };
}
