import type { Exchange, Fields } from './exchange';
import type { AnswerPlan } from './plan-answer';
import { readModel } from './wire-messages';

const join = (plan: AnswerPlan, type: 'text' | 'reasoning'): string =>
  plan.pieces.flatMap((piece) => (piece.type === type ? [piece.text] : [])).join('');

/** Text and reasoning of a whole answer. */
export function joinAnswer(plan: AnswerPlan): { content: string; reasoning: string | null } {
  return { content: join(plan, 'text'), reasoning: join(plan, 'reasoning') || null };
}

/** Token counts as every server has them. */
export function countUsage(plan: AnswerPlan) {
  const prompt = plan.promptTokens;
  const completion = plan.pieces.length;
  return {
    prompt_tokens: prompt,
    total_tokens: prompt + completion,
    completion_tokens: completion,
  };
}

/** A whole answer; `message` and `fields` are what the server adds to the common shape. */
export function wholeAnswer(
  { body, profile }: Exchange,
  plan: AnswerPlan,
  message: Fields,
  fields: Fields = {},
): Fields {
  return {
    id: 'chatcmpl-simulated',
    object: 'chat.completion',
    created: 1_764_000_000,
    model: readModel(body),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: joinAnswer(plan).content, ...message },
        logprobs: null,
        finish_reason: plan.finishReason,
      },
    ],
    usage: profile.toUsage(plan),
    ...fields,
  };
}
