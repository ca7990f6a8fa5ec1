import { type ChunkWriter, createChunkWriter } from '@/lib/server/provider/demo/chunk-writer';
import { readUsageWish } from './count-tokens';
import { writeDeltas } from './delta-form';
import type { Exchange } from './exchange';
import type { AnswerPlan } from './plan-answer';
import type { StreamEnd } from './profile';
import { readModel } from './wire-messages';

const COMMON_END: StreamEnd = { usage: 'own-frame', sendsDone: true };

/** A writer of frames in the form of the exchange's server. */
export function writerOf({ profile, body }: Exchange): ChunkWriter {
  const identity = { id: 'chatcmpl-simulated', model: readModel(body), created: 1_764_000_000 };
  return createChunkWriter(identity, profile.shape);
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

/** The frames after the last word. */
function endFrames(exchange: Exchange, plan: AnswerPlan, isUsageWanted: boolean): string[] {
  const { profile } = exchange;
  const { usage, sendsDone } = profile.streamEnd ?? COMMON_END;
  const writer = writerOf(exchange);
  const done = sendsDone ? [writer.done()] : [];
  if (usage === 'beside-finish') {
    return [writer.finish(plan.finishReason, { usage: profile.toUsage(plan) }), ...done];
  }
  const final = profile.finalFields?.(plan);
  if (!isUsageWanted) return [writer.finish(plan.finishReason, final), ...done];
  return [writer.finish(plan.finishReason), writer.usage(profile.toUsage(plan), final), ...done];
}

/** All frames of an answer, from the role to its end, each a string. */
export function answerFrames(exchange: Exchange, planned: AnswerPlan): string[] {
  const { profile, body } = exchange;
  const plan = profile.reshape?.(planned, exchange) ?? planned;
  const writer = writerOf(exchange);
  const wish = readUsageWish(body);
  const deltas = plan.pieces.flatMap((piece) => writeDeltas(profile, piece));
  const frames = [writer.start(), ...deltas.map((delta) => writer.delta(delta))];
  return [
    ...(wish.always ? frames.map((frame, index) => withRunningUsage(frame, plan, index)) : frames),
    ...endFrames(exchange, plan, wish.atEnd),
  ];
}
