import { type Message, type Omission, textOf } from '../message';
import type { ModelDescriptor } from '../model';
import { capImages, imageLimitOf } from './cap-images';
import { clampOutputTokens, DEFAULT_MAX_OUTPUT_TOKENS } from './clamp-output-tokens';
import { estimatePromptTokens } from './estimate-tokens';
import { mergeNeighbours } from './merge-neighbours';
import type { Prompt, PromptImagePart, PromptMessage, PromptTextPart } from './prompt';
import { fillSystemPrompt } from './system-prompt';

export type AssembleInput = {
  /** Branch from the root to the user message that is to be answered. */
  readonly branch: readonly Message[];
  readonly model: ModelDescriptor;
  /** The person's own system prompt; empty for ours. */
  readonly systemPrompt: string;
  /** Dates in the person's time zone, `YYYY-MM-DD`. */
  readonly today: string;
  readonly yesterday: string;
  /** Text that asks for the rest of the last answer of the branch, when that is to be continued. */
  readonly continuation?: string | undefined;
};

export type AssembledPrompt = {
  readonly prompt: Prompt;
  readonly omissions: readonly Omission[];
  /** Estimate for the whole prompt, in tokens. */
  readonly promptTokens: number;
};

/** Parts of a user message: each picture behind its number, then the text. Always in this order, for prefix caches. */
function toUserParts(message: Message): (PromptTextPart | PromptImagePart)[] {
  const images = message.parts.flatMap((part) => (part.type === 'file' ? [part.attachment] : []));
  const text = textOf(message);
  return [
    ...images.flatMap((attachment, index): (PromptTextPart | PromptImagePart)[] => [
      { type: 'text', text: `Image ${index + 1}:` },
      { type: 'image', attachment },
    ]),
    ...(text.trim() === '' ? [] : [{ type: 'text', text } as const]),
  ];
}

/**
 * Turns a branch into what one upstream call is sent, in the canonical form that every server of
 * this family takes (one system message first, strict alternation beginning and ending with the
 * user, no empty answer, pictures only in user messages, no reasoning sent back).
 *
 * Pictures are capped over the whole prompt at what the connection takes; what was left out is
 * returned, and a text stands in its place. The answer's length is clamped to the window.
 */
export function assemblePrompt(input: AssembleInput): AssembledPrompt {
  const { model } = input;
  const userMessages = input.branch.filter((message) => message.role === 'user');
  const { turns, omissions } = capImages(userMessages.map(toUserParts), imageLimitOf(model));
  const partsById = new Map(userMessages.map((message, index) => [message.id, turns[index] ?? []]));

  const history = input.branch.map(
    (message): PromptMessage =>
      message.role === 'user'
        ? { role: 'user', parts: partsById.get(message.id) ?? [] }
        : { role: 'assistant', text: textOf(message) },
  );
  if (input.continuation) {
    history.push({ role: 'user', parts: [{ type: 'text', text: input.continuation }] });
  }
  const { name } = model;
  const system = fillSystemPrompt(input.systemPrompt, { ...input, name });
  const messages: PromptMessage[] = [{ role: 'system', text: system }, ...mergeNeighbours(history)];
  const promptTokens = estimatePromptTokens(messages);
  const maxOutputTokens = clampOutputTokens(
    DEFAULT_MAX_OUTPUT_TOKENS,
    model.contextWindow,
    promptTokens,
  );
  return {
    prompt: { messages, settings: { temperature: model.defaultTemperature, maxOutputTokens } },
    omissions,
    promptTokens,
  };
}
