import 'server-only';
import { addUsage } from '@/lib/domain/generation/add-usage';
import type { AssistantMessage } from '@/lib/domain/message';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import type { Ending } from './finish-answer';
import type { AnswerWriter } from './write-answer';

/** What is known of all requests of an answer, also when a later one fails. */
export type Tally = Pick<Ending, 'usage' | 'note'> & {
  /** How often the server was asked. */
  requests: number;
  /** Pictures, each as often as a request had it. */
  images: number;
};

/** Begins where an answer ended before, if it did: one that waited for a person goes on. */
export function beginTally({ timing, usage, note, call }: AssistantMessage): Tally {
  const hasEnded = timing !== undefined;
  return { usage, note, requests: hasEnded ? (call.steps ?? 1) : 0, images: call.images ?? 0 };
}

const imagesIn = ({ messages }: Prompt): number =>
  messages
    .flatMap((message) => (message.role === 'user' ? message.parts : []))
    .filter(({ type }) => type === 'image').length;

/**
 * Counts a request that is sent now, and tells the reader.
 *
 * @param before - As it was before the step: a request that was refused for its pictures counts once with the
 * one that takes its place.
 */
export function countRequest(
  tally: Tally,
  before: Readonly<Tally>,
  prompt: Prompt,
  writer: AnswerWriter,
): void {
  tally.requests = before.requests + 1;
  tally.images = before.images + imagesIn(prompt);
  const { call } = writer.answer().metadata;
  if (!call) return;
  const steps = tally.requests > 1 ? tally.requests : undefined;
  writer.write({
    type: 'message-metadata',
    messageMetadata: { call: { ...call, images: tally.images, steps } },
  });
}

/** Adds what a step ended with. */
export function countEnding(tally: Tally, { usage, note }: Ending): void {
  tally.usage = addUsage(tally.usage, usage);
  tally.note = note ?? tally.note;
}
