import { cutIntoTokens } from '@/lib/server/provider/demo/cut-into-tokens';
import { writeCall } from './delta-form';
import type { Exchange, Fields } from './exchange';
import type { AnswerPlan, Piece, ToolCall } from './plan-answer';
import { readModel } from './wire-messages';

/** Tokens around the arguments of a call: its markers and name. */
const TOKENS_PER_CALL = 3;

const join = (plan: AnswerPlan, type: 'text' | 'reasoning'): string =>
  plan.pieces.flatMap((piece) => (piece.type === type ? [piece.text] : [])).join('');

/** Text and reasoning of a whole answer. */
export function joinAnswer(plan: AnswerPlan): { content: string; reasoning: string | null } {
  return { content: join(plan, 'text'), reasoning: join(plan, 'reasoning') || null };
}

/** The tools an answer calls. */
function callsOf(plan: AnswerPlan): readonly ToolCall[] {
  return plan.pieces.flatMap((piece) => (piece.type === 'call' ? [piece.call] : []));
}

function countPiece(piece: Piece): number {
  if (piece.type !== 'call') return 1;
  return TOKENS_PER_CALL + cutIntoTokens(piece.call.arguments).length;
}

/** Token counts as every server has them. */
export function countUsage(plan: AnswerPlan) {
  const prompt = plan.promptTokens;
  const completion = plan.pieces.reduce((sum, piece) => sum + countPiece(piece), 0);
  return {
    prompt_tokens: prompt,
    total_tokens: prompt + completion,
    completion_tokens: completion,
    ...(plan.cachedTokens === undefined
      ? {}
      : { prompt_tokens_details: { cached_tokens: plan.cachedTokens } }),
  };
}

/** A whole answer; `message` and `fields` are what the server adds to the common shape. */
export function wholeAnswer(
  { body, profile }: Exchange,
  plan: AnswerPlan,
  message: Fields,
  fields: Fields = {},
): Fields {
  const calls = callsOf(plan).map(writeCall);
  const content = joinAnswer(plan).content;
  return {
    id: 'chatcmpl-simulated',
    object: 'chat.completion',
    created: 1_764_000_000,
    model: readModel(body),
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: calls.length > 0 && content === '' ? null : content,
          ...message,
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
        logprobs: null,
        finish_reason: plan.finishReason,
      },
    ],
    usage: profile.toUsage(plan),
    ...fields,
  };
}
