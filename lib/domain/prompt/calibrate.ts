import type { AnswerCall, AnswerNote, Message, Usage } from '../message';
import type { ModelDescriptor } from '../model';

/** A server that counted less than that part counts something else altogether, and says nothing of texts. */
const LEAST = 0.6;
/** An estimate is never corrected further up. */
const MOST = 1.6;
/** Texts of fewer tokens say nothing of the next ones. */
const MIN_TEXT_TOKENS = 50;

/** What an answer tells of its price: what was expected, and what was counted. */
export type PricedAnswer = {
  readonly call?: Pick<AnswerCall, 'modelId' | 'estimate' | 'steps'> | undefined;
  readonly usage?: Usage | undefined;
  readonly note?: AnswerNote | undefined;
};

function ratioOf({ call, usage, note }: PricedAnswer): number | null {
  // A server that read less than it was sent has not counted it either.
  if (note === 'prompt-cut' || !call?.estimate || usage?.inputTokens === undefined) return null;
  // The sum of several prompts says nothing of one.
  if ((call.steps ?? 1) > 1) return null;
  const { textTokens, imageTokens } = call.estimate;
  if (textTokens < MIN_TEXT_TOKENS) return null;
  // Pictures are priced by the model's own formula: what differs is text.
  const ratio = (usage.inputTokens - imageTokens) / textTokens;
  return ratio < LEAST ? null : Math.min(MOST, ratio);
}

/** `calibrationOf` for answers alone, the oldest first. */
export function calibrationAfter(
  answers: readonly PricedAnswer[],
  model: Pick<ModelDescriptor, 'id'>,
): number {
  for (const answer of answers.toReversed()) {
    if (answer.call?.modelId !== model.id) continue;
    const ratio = ratioOf(answer);
    if (ratio !== null) return ratio;
  }
  return 1;
}

/**
 * What estimates of a conversation's texts are to be multiplied with: by how much the last one for this
 * model was wrong. 1 where there was none.
 */
export function calibrationOf(
  branch: readonly Message[],
  model: Pick<ModelDescriptor, 'id'>,
): number {
  const answers = branch.filter((message) => message.role === 'assistant');
  return calibrationAfter(answers, model);
}
