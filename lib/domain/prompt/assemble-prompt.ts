import { DEFAULT_IMAGE_DETAIL } from '../image/image-detail';
import { imageTokens } from '../image/image-tokens';
import { type Message, textOf } from '../message';
import type { ModelDescriptor } from '../model';
import type { AssembledPrompt, PromptImage } from './assembled-prompt';
import { capImages, imageLimitOf } from './cap-images';
import { clampOutputTokens, DEFAULT_MAX_OUTPUT_TOKENS } from './clamp-output-tokens';
import { estimatePromptTokens, estimateTextTokens, TOKENS_PER_MESSAGE } from './estimate-tokens';
import { mergeNeighbours } from './merge-neighbours';
import type { PromptMessage, PromptUserPart } from './prompt';
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

/** Parts of a user message: each picture behind its number, then the text. Always in this order, for prefix caches. */
function toUserParts(message: Message): PromptUserPart[] {
  const images = message.parts.flatMap((part) => (part.type === 'file' ? [part.attachment] : []));
  const text = textOf(message);
  return [
    ...images.flatMap((attachment, index): PromptUserPart[] => [
      { type: 'text', text: `Image ${index + 1}:` },
      { type: 'image', attachment, detail: DEFAULT_IMAGE_DETAIL },
    ]),
    ...(text.trim() === '' ? [] : [{ type: 'text', text } as const]),
  ];
}

/** The pictures of a branch and what became of them. */
function imagesOf(
  messages: readonly Message[],
  partsById: ReadonlyMap<string, readonly PromptUserPart[]>,
  model: ModelDescriptor,
): PromptImage[] {
  const whyNot = model.acceptsImages ? 'image-limit' : 'model-without-images';
  return messages.flatMap((message) => {
    const parts = partsById.get(message.id) ?? [];
    const files = message.parts.flatMap((part) => (part.type === 'file' ? [part.attachment] : []));
    return files.map(
      ({ id, width, height }, index): PromptImage => ({
        attachmentId: id,
        messageId: message.id,
        number: index + 1,
        tokens: imageTokens(width, height),
        detail: DEFAULT_IMAGE_DETAIL,
        isPinned: false,
        state: parts[index * 2 + 1]?.type === 'image' ? 'sent' : whyNot,
      }),
    );
  });
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
  const images = imagesOf(userMessages, partsById, model);
  const imageCost = images.reduce(
    (sum, { state, tokens }) => sum + (state === 'sent' ? tokens : 0),
    0,
  );
  const systemTokens = estimateTextTokens(system) + TOKENS_PER_MESSAGE;
  return {
    prompt: { messages, settings: { temperature: model.defaultTemperature, maxOutputTokens } },
    omissions,
    promptTokens,
    breakdown: {
      systemTokens,
      textTokens: promptTokens - systemTokens - imageCost,
      imageTokens: imageCost,
      toolTokens: 0,
      reserveTokens: maxOutputTokens,
      contextWindow: model.contextWindow,
    },
    images,
  };
}
