import { type ChunkWriter, createChunkWriter } from '@/lib/server/provider/demo/chunk-writer';
import { readUsageWish } from './count-tokens';
import type { Exchange } from './exchange';
import type { AnswerPlan, Piece } from './plan-answer';
import { readModel } from './wire-messages';

/** A writer of frames in the form of the exchange's server. */
export function writerOf({ profile, body }: Exchange): ChunkWriter {
  const identity = { id: 'chatcmpl-simulated', model: readModel(body), created: 1_764_000_000 };
  return createChunkWriter(identity, profile.shape);
}

function pieceFrame(writer: ChunkWriter, piece: Piece): string {
  if (piece.type === 'delta') return writer.delta(piece.delta);
  return piece.type === 'text' ? writer.text(piece.text) : writer.reasoning(piece.text);
}

/** Adds running token counts to a frame (vLLM's `continuous_usage_stats`). */
function withRunningUsage(frame: string, plan: AnswerPlan, index: number): string {
  const usage = {
    prompt_tokens: plan.promptTokens,
    total_tokens: plan.promptTokens + index,
    completion_tokens: index,
  };
  return frame.replace(/\}\n\n$/, `,"usage":${JSON.stringify(usage)}}\n\n`);
}

/** All frames of an answer, from the role to `[DONE]`, each a string. */
export function answerFrames(exchange: Exchange, plan: AnswerPlan): string[] {
  const { profile, body } = exchange;
  const writer = writerOf(exchange);
  const usage = readUsageWish(body);
  const pieces = [writer.start(), ...plan.pieces.map((piece) => pieceFrame(writer, piece))];
  const final = profile.finalFields?.(plan);
  return [
    ...(usage.always ? pieces.map((frame, index) => withRunningUsage(frame, plan, index)) : pieces),
    writer.finish(plan.finishReason, usage.atEnd ? undefined : final),
    ...(usage.atEnd ? [writer.usage(profile.toUsage(plan), final)] : []),
    writer.done(),
  ];
}
