import type { AnswerPlan, Piece } from './plan-answer';

const say = (text: string): Piece => ({ type: 'text', text });

/** Thoughts as text between markers, as a server without a reasoning parser passes them on. */
export function withThinkMarkers(plan: AnswerPlan): AnswerPlan {
  const isThought = ({ type }: Piece) => type === 'reasoning';
  const thoughts = plan.pieces.filter(isThought);
  if (thoughts.length === 0) return plan;
  const rest = plan.pieces.filter((piece) => !isThought(piece));
  const texts = thoughts.flatMap((piece) => (piece.type === 'reasoning' ? [say(piece.text)] : []));
  return { ...plan, pieces: [say('[THI'), say('NK]'), ...texts, say('[/THINK]'), ...rest] };
}

/** Thoughts and answer run together, as where markers are stripped as special tokens. */
export function withoutThinkMarkers(plan: AnswerPlan): AnswerPlan {
  const pieces = plan.pieces.map((piece) => (piece.type === 'reasoning' ? say(piece.text) : piece));
  return { ...plan, pieces };
}
