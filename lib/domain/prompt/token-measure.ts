import type { Message } from '../message';
import type { ModelDescriptor } from '../model';
import { calibrationOf } from './calibrate';
import { estimateTextTokens } from './estimate-tokens';
import type { CountText } from './prompt-costs';

/** How a text's tokens are known. */
export type TokenMeasure = {
  readonly countText: CountText;
  /** What a sum is multiplied with to be on the safe side. */
  readonly margin: number;
  /** Whether they were counted with the model's vocabulary. */
  readonly isCounted: boolean;
};

/** An estimate may be that much too low; a count only by what marks messages off. */
const ESTIMATE_MARGIN = 1.1;
const COUNT_MARGIN = 1.02;

/** Estimates, corrected by what the last answer of a branch has cost. */
export function estimateOf(
  branch: readonly Message[],
  model: Pick<ModelDescriptor, 'id'>,
): TokenMeasure {
  const ratio = calibrationOf(branch, model);
  const countText = (text: string) => Math.ceil(estimateTextTokens(text) * ratio);
  return { countText, margin: ESTIMATE_MARGIN, isCounted: false };
}

/** Counts, and estimates of what was not counted. */
export function measureOf(counts: ReadonlyMap<string, number>): TokenMeasure {
  const countText = (text: string) => counts.get(text) ?? estimateTextTokens(text);
  return { countText, margin: COUNT_MARGIN, isCounted: true };
}
