import { answerFrames } from './answer-frames';
import { type Exchange, type Fields, sendReply } from './exchange';
import type { AnswerPlan } from './plan-answer';
import { pause, sendFrames } from './send-frames';

/** An answer in one piece, as the exchange's server writes it. */
export function completionOf(exchange: Exchange, plan: AnswerPlan): Fields {
  const { profile } = exchange;
  return profile.toCompletion(exchange, profile.reshape?.(plan, exchange) ?? plan);
}

/** Sends an answer as it was asked for: streamed, or in one piece. */
export async function sendAnswer(exchange: Exchange, plan: AnswerPlan): Promise<void> {
  if (exchange.body.stream === true) return sendFrames(exchange, answerFrames(exchange, plan));
  await pause(exchange.settings.firstTokenMs, exchange.signal);
  sendReply(exchange, { status: 200, json: completionOf(exchange, plan) });
}
