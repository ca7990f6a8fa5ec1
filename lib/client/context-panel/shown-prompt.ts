import 'client-only';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { DEFAULT_IMAGE_DETAIL } from '@/lib/domain/image/image-detail';
import type { MessagePart, UserMessage } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { imagesInPlay } from '@/lib/domain/prompt/images-in-play';
import { priceImage } from '@/lib/domain/prompt/price-image';
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
  readonly draft: DraftSnapshot;
  readonly model: ModelDescriptor;
  /** The person's own; empty for the built-in one. */
  readonly systemPrompt: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly yesterday: string;
};

/** The pictures of a draft as far as they are uploaded: those that a send would carry. */
export function readyAttachments({ attachments }: DraftSnapshot) {
  return attachments.flatMap(({ state }) => (state.status === 'ready' ? [state.attachment] : []));
}

/** The question that a draft would become. */
function questionOf(draft: DraftSnapshot): UserMessage {
  const files = readyAttachments(draft).map(
    (attachment): MessagePart => ({ type: 'file', attachment }),
  );
  const texts: MessagePart[] = draft.text.trim() === '' ? [] : [{ type: 'text', text: draft.text }];
  const [id, conversationId] = [asId<MessageId>('draft'), asId<ConversationId>('draft')];
  const place = { id, conversationId, parentId: null, createdAt: 0, position: 0 };
  return { ...place, role: 'user', status: 'done', parts: [...files, ...texts] };
}

/** What a first question would be sent as; the browser can tell without the server. */
export function promptOfDraft({ draft, model, ...template }: DraftSource): ShownPrompt {
  const question = questionOf(draft);
  const branch = [question];
  const settings = DEFAULT_CONVERSATION_SETTINGS;
  const assembled = assemblePrompt({ ...template, branch, model, settings });
  const { prompt, images, breakdown, excessTokens, isCounted } = assembled;
  const [first] = prompt.messages;
  return {
    isStored: false,
    settings,
    systemPrompt: first?.role === 'system' ? first.text : '',
    images: imagesInPlay(images, branch, question.id),
    imageLimit: imageLimitOf(model),
    // A question must not be empty, so something would stand for it; nobody is to pay for that.
    breakdown: question.parts.length > 0 ? breakdown : { ...breakdown, textTokens: 0 },
    isCounted,
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
  return { ...prompt, settings, images };
}

/** A prompt of the server with the price of the words that are being typed in the place of their stand-in. */
export function withDraftText(prompt: ShownPrompt, text: string): ShownPrompt {
  const { breakdown } = prompt;
  const change = estimateTextTokens(text) - estimateTextTokens(QUESTION_STAND_IN);
  const textTokens = Math.max(0, breakdown.textTokens + change);
  return { ...prompt, breakdown: { ...breakdown, textTokens } };
}
