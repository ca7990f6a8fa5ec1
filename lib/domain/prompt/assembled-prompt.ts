import type { AttachmentId, MessageId } from '../ids';
import type { ImageDetail } from '../image/image-detail';
import type { Omission, PromptEstimate } from '../message';
import type { HistoryRepair } from './history-repair';
import type { Prompt } from './prompt';
import type { PromptCosts } from './prompt-costs';

/** Tokens of a prompt by what they are spent on, and the window they are spent from. */
export type PromptBreakdown = PromptCosts & {
  /** Kept free for the answer. */
  readonly reserveTokens: number;
  /** What a prompt may have so that an answer fits beside it; see `promptBudget`. */
  readonly budgetTokens: number;
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
  /** Pictures and messages of the branch that are not in it, in their order. */
  readonly omissions: readonly Omission[];
  readonly repairs: readonly HistoryRepair[];
  /** Tokens of the whole prompt, as far as they are known. */
  readonly promptTokens: number;
  /** Tokens it is too long by, where nothing may be left out or nothing is left to leave out; else 0. */
  readonly excessTokens: number;
  /** Last message of what should be summed up first, where the person has chosen that and it is too long. */
  readonly summaryEnd: MessageId | null;
  readonly breakdown: PromptBreakdown;
  readonly images: readonly PromptImage[];
  /** Whether texts were counted with the model's vocabulary; else they are estimated. */
  readonly isCounted: boolean;
  /** What `calibrationOf` compares with what the upstream counts. */
  readonly estimate: PromptEstimate;
};
