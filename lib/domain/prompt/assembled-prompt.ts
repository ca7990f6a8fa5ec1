import type { AttachmentId, MessageId } from '../ids';
import type { ImageDetail } from '../image/image-detail';
import type { Omission } from '../message';
import type { Prompt } from './prompt';

/** Estimated tokens of a prompt by what they are spent on, and the window they are spent from. */
export type PromptBreakdown = {
  readonly systemTokens: number;
  readonly textTokens: number;
  readonly imageTokens: number;
  readonly toolTokens: number;
  /** Kept free for the answer. */
  readonly reserveTokens: number;
  readonly contextWindow: number;
};

/** Whether a picture is sent, or why not. */
export type PromptImageState =
  | 'sent'
  | 'excluded'
  | 'image-limit'
  | 'context'
  | 'model-without-images';

/** One occurrence of a picture in a branch, in the order of the branch. */
export type PromptImage = {
  readonly attachmentId: AttachmentId;
  readonly messageId: MessageId;
  /** What it is called in its message: `Image 1`. */
  readonly number: number;
  /** Price of it at its level of detail, sent or not. */
  readonly tokens: number;
  readonly detail: ImageDetail;
  readonly isPinned: boolean;
  readonly state: PromptImageState;
};

export type AssembledPrompt = {
  readonly prompt: Prompt;
  readonly omissions: readonly Omission[];
  /** Estimate for the whole prompt, in tokens. */
  readonly promptTokens: number;
  readonly breakdown: PromptBreakdown;
  readonly images: readonly PromptImage[];
};
