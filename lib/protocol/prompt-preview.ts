import * as z from 'zod/mini';
import { IMAGE_DETAILS } from '@/lib/domain/image/image-detail';
import { attachmentSchema } from './attachment';
import { conversationSettingsSchema } from './conversation-settings';
import { repairSchema } from './conversations';

/** Stands in a preview for the words of a question that is not sent yet; the browser knows them. */
export const QUESTION_STAND_IN = '[your next message]';

/** What becomes of a picture in the next prompt: sent, or why not. */
const IMAGE_STATES = [
  'sent',
  'excluded',
  'image-limit',
  'context',
  'model-without-images',
] as const;

const previewImageSchema = z.object({
  attachment: attachmentSchema,
  /** The question it came with, from 1. */
  turn: z.number(),
  /** Whether that question is not sent yet. */
  isDraft: z.boolean(),
  /** `n` of "Image n", as the model is told. */
  number: z.number(),
  /** Price at its detail, sent or not. */
  tokens: z.number(),
  detail: z.enum(IMAGE_DETAILS),
  isPinned: z.boolean(),
  state: z.enum(IMAGE_STATES),
});

const breakdownSchema = z.object({
  systemTokens: z.number(),
  textTokens: z.number(),
  imageTokens: z.number(),
  toolTokens: z.number(),
  /** Kept free for the answer. */
  reserveTokens: z.number(),
  /** What a prompt may have so that an answer fits beside it. */
  budgetTokens: z.number(),
  contextWindow: z.number(),
});

/**
 * `GET /api/conversations/{id}/prompt?model=<id>&timeZone=<IANA name>&leaf=<message>&attachment=<id>…&request=1`:
 * what the next send to a model would be made of. `leaf` is the message it follows, the head where it is
 * left out; each `attachment` is a picture of the question that is being written.
 */
export const promptPreviewSchema = z.object({
  /** Of the conversation; a change of its settings names it. */
  version: z.number(),
  settings: conversationSettingsSchema,
  /** Placeholders are filled. */
  systemPrompt: z.string(),
  /** Oldest question first, each in its order. */
  images: z.array(previewImageSchema),
  /** Pictures that fit the prompt. */
  imageLimit: z.number(),
  breakdown: breakdownSchema,
  /** Whether tokens of text were counted with the model's vocabulary; else they are estimated. */
  isCounted: z.boolean(),
  /** What estimates of texts are to be multiplied with here. */
  calibration: z.number(),
  /** What had to be changed of the history so that every server takes it. */
  repairs: z.array(
    z.enum([
      'messages-joined',
      'message-dropped',
      'call-renamed',
      'result-added',
      'result-dropped',
      'answer-added',
      'question-added',
      'arguments-mended',
    ]),
  ),
  /** Tokens it is too long by, where nothing may be left out or nothing is left to leave out; else 0. */
  excessTokens: z.number(),
  /** Older messages that do not fit the context window. */
  leftOutMessages: z.number(),
  /** `null` where it was not asked for. */
  request: z.nullable(
    z.object({
      /** JSON, the bytes of pictures abbreviated. */
      body: z.string(),
      /** What is done differently in it so that the server can answer. */
      repairs: z.array(repairSchema),
    }),
  ),
});

export type PromptPreview = z.infer<typeof promptPreviewSchema>;
export type PreviewImage = PromptPreview['images'][number];
