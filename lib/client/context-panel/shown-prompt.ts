import 'client-only';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import { DEFAULT_IMAGE_DETAIL } from '@/lib/domain/image/image-detail';
import { imageTokens } from '@/lib/domain/image/image-tokens';
import type { ModelDescriptor } from '@/lib/domain/model';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import { DEFAULT_MAX_OUTPUT_TOKENS } from '@/lib/domain/prompt/clamp-output-tokens';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { fillSystemPrompt } from '@/lib/domain/prompt/system-prompt';
import type { PreviewImage, PromptPreview } from '@/lib/protocol/prompt-preview';
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

function imagesOf(draft: DraftSnapshot, model: ModelDescriptor): PreviewImage[] {
  const limit = imageLimitOf(model);
  const reason = limit === 0 ? 'model-without-images' : 'image-limit';
  return readyAttachments(draft).map((attachment, index) => ({
    attachment,
    turn: 1,
    isDraft: true,
    number: index + 1,
    tokens: imageTokens(attachment.width, attachment.height),
    detail: DEFAULT_IMAGE_DETAIL,
    isPinned: false,
    state: index < limit ? 'sent' : reason,
  }));
}

/** What a first question would be sent as; the browser can tell without the server. */
export function promptOfDraft(source: DraftSource): ShownPrompt {
  const { draft, model, ...template } = source;
  const systemPrompt = fillSystemPrompt(template.systemPrompt, { ...template, name: model.name });
  const images = imagesOf(draft, model);
  const sent = images.filter(({ state }) => state === 'sent');
  return {
    isStored: false,
    settings: DEFAULT_CONVERSATION_SETTINGS,
    systemPrompt,
    images,
    imageLimit: imageLimitOf(model),
    breakdown: {
      systemTokens: estimateTextTokens(systemPrompt),
      textTokens: 0,
      imageTokens: sent.reduce((sum, { tokens }) => sum + tokens, 0),
      toolTokens: 0,
      reserveTokens: DEFAULT_MAX_OUTPUT_TOKENS,
      contextWindow: model.contextWindow,
    },
    isCounted: false,
    leftOutMessages: 0,
  };
}

/** A prompt as it will be once settings that are on their way are stored, as far as that is known. */
export function withSettings(prompt: ShownPrompt, settings: ConversationSettings): ShownPrompt {
  const images = prompt.images.map((image): PreviewImage => {
    const { id } = image.attachment;
    const isExcluded = settings.excludedImages.includes(id);
    const state = image.state === 'excluded' ? 'sent' : image.state;
    return {
      ...image,
      isPinned: settings.pinnedImages.includes(id),
      detail: settings.imageDetail[id] ?? DEFAULT_IMAGE_DETAIL,
      state: isExcluded ? 'excluded' : state,
    };
  });
  return { ...prompt, settings, images };
}

/** A prompt with the words that are being typed added to its price. */
export function withDraftText(prompt: ShownPrompt, text: string): ShownPrompt {
  const { breakdown } = prompt;
  const textTokens = breakdown.textTokens + estimateTextTokens(text);
  return { ...prompt, breakdown: { ...breakdown, textTokens } };
}
