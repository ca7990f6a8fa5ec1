import 'client-only';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { DEFAULT_IMAGE_DETAIL } from '@/lib/domain/image/image-detail';
import type { MessagePart, UserMessage } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import { clampOutputTokens } from '@/lib/domain/prompt/clamp-output-tokens';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { imagesInPlay } from '@/lib/domain/prompt/images-in-play';
import { priceImage } from '@/lib/domain/prompt/price-image';
import { promptCosts, totalOf } from '@/lib/domain/prompt/prompt-costs';
import {
  type PreviewImage,
  type PromptPreview,
  QUESTION_STAND_IN,
} from '@/lib/protocol/prompt-preview';
import type { DraftSnapshot } from '../draft/draft-snapshot';

/** What the panel shows: a preview of the server, or what the browser knows before there is one. */
export type ShownPrompt = Omit<PromptPreview, 'version' | 'request'> & {
  /** Whether there is a conversation whose settings can be changed. */
  readonly isStored: boolean;
};

type DraftSource = {
  /** Of the draft; those that are uploaded count. */
  readonly attachments: DraftSnapshot['attachments'];
  readonly model: ModelDescriptor;
  readonly settings: ConversationSettings;
  /** The person's own; empty for the built-in one. */
  readonly systemPrompt: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly yesterday: string;
};

/** The pictures of a draft as far as they are uploaded: those that a send would carry. */
export function readyAttachments({ attachments }: Pick<DraftSnapshot, 'attachments'>) {
  return attachments.flatMap(({ state }) => (state.status === 'ready' ? [state.attachment] : []));
}

/** The question that pictures and words to come would become. */
function questionOf(pictures: Pick<DraftSnapshot, 'attachments'>): UserMessage {
  const files = readyAttachments(pictures).map(
    (attachment): MessagePart => ({ type: 'file', attachment }),
  );
  const [id, conversationId] = [asId<MessageId>('draft'), asId<ConversationId>('draft')];
  const words: MessagePart = { type: 'text', text: QUESTION_STAND_IN };
  const place = { id, conversationId, parentId: null, createdAt: 0, position: 0 };
  return { ...place, role: 'user', status: 'done', parts: [...files, words] };
}

/**
 * What a first question would be sent as; the browser can tell without the server. A stand-in is in the
 * place of its words, as in a preview: see `withDraftText`.
 */
export function promptOfDraft({
  attachments,
  model,
  settings,
  ...template
}: DraftSource): ShownPrompt {
  const question = questionOf({ attachments });
  const branch = [question];
  const assembled = assemblePrompt({ ...template, branch, model, settings });
  const { prompt, images, breakdown, excessTokens, isCounted } = assembled;
  const [first] = prompt.messages;
  return {
    isStored: false,
    settings,
    systemPrompt: first?.role === 'system' ? first.text : '',
    images: imagesInPlay(images, branch, question.id),
    imageLimit: imageLimitOf(model),
    breakdown,
    isCounted,
    calibration: 1,
    repairs: [],
    excessTokens,
    leftOutMessages: 0,
  };
}

/** A prompt as it will be once settings that are on their way are stored, as far as that is known. */
export function withSettings(prompt: ShownPrompt, settings: ConversationSettings): ShownPrompt {
  const images = prompt.images.map((image): PreviewImage => {
    const { id } = image.attachment;
    const isExcluded = settings.excludedImages.includes(id);
    const state = image.state === 'excluded' ? 'sent' : image.state;
    const detail = settings.imageDetail[id] ?? DEFAULT_IMAGE_DETAIL;
    return {
      ...image,
      isPinned: settings.pinnedImages.includes(id),
      detail,
      tokens: priceImage(image.attachment, detail),
      state: isExcluded ? 'excluded' : state,
    };
  });
  const isSameStrategy = settings.contextStrategy === prompt.settings.contextStrategy;
  const excessTokens = isSameStrategy ? prompt.excessTokens : 0;
  return { ...prompt, settings, images, excessTokens };
}

/** Price of the words of a question, in tokens. */
function wordsCost(prompt: ShownPrompt, text: string): number {
  const message = { role: 'user', parts: [{ type: 'text', text }] } as const;
  const countText = (words: string) => Math.ceil(estimateTextTokens(words) * prompt.calibration);
  return promptCosts([message], countText).textTokens;
}

/** Tokens a prompt is too long by. Where the oldest turns give way, the question alone decides that. */
function excessOf({ settings, isStored, ...prompt }: ShownPrompt, words: number): number {
  const { budgetTokens, systemTokens, toolTokens } = prompt.breakdown;
  const isShortened = settings.contextStrategy === 'drop-oldest' && isStored;
  // What is too long in spite of that has nothing left to leave out.
  if (!isShortened || prompt.excessTokens > 0) {
    return Math.max(0, totalOf(prompt.breakdown) - budgetTokens);
  }
  const own = prompt.images.filter(({ isDraft, state }) => isDraft && state === 'sent');
  const pictures = own.reduce((sum, { tokens }) => sum + tokens, 0);
  return Math.max(0, systemTokens + toolTokens + pictures + words - budgetTokens);
}

/** A prompt with the price of the words that are being typed in the place of their stand-in. */
export function withDraftText(prompt: ShownPrompt, text: string): ShownPrompt {
  const isNothing = text.trim() === '' && !prompt.images.some(({ isDraft }) => isDraft);
  // A question must not be empty; nobody is to pay for what would stand for it.
  const words = isNothing ? 0 : wordsCost(prompt, text.trim());
  const before = prompt.breakdown.textTokens - wordsCost(prompt, QUESTION_STAND_IN);
  const costs = { ...prompt.breakdown, textTokens: Math.max(0, before + words) };
  const { reserveTokens, contextWindow } = costs;
  const rest = clampOutputTokens(reserveTokens, contextWindow, totalOf(costs), 1);
  const shown = { ...prompt, breakdown: { ...costs, reserveTokens: rest } };
  return { ...shown, excessTokens: excessOf(shown, words) };
}
