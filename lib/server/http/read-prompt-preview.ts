import 'server-only';
import * as z from 'zod/mini';
import type { ConversationId } from '@/lib/domain/ids';
import type { Omission } from '@/lib/domain/message';
import { calibrationOf } from '@/lib/domain/prompt/calibrate';
import { imageLimitOf } from '@/lib/domain/prompt/cap-images';
import { imagesInPlay } from '@/lib/domain/prompt/images-in-play';
import { attachmentIdSchema, messageIdSchema, modelIdSchema } from '@/lib/protocol/ids';
import { MAX_ATTACHMENTS_PER_MESSAGE } from '@/lib/protocol/message-limits';
import { type PromptPreview, QUESTION_STAND_IN } from '@/lib/protocol/prompt-preview';
import { timeZoneSchema } from '@/lib/protocol/time-zone';
import type { Actor } from '../actor';
import type { Context } from '../context';
import { previewPrompt } from '../generation/preview-prompt';
import { showRequest } from '../generation/show-request';
import { parseValue } from './parse-body';

const querySchema = z.object({
  model: z.optional(modelIdSchema),
  timeZone: z._default(timeZoneSchema, 'UTC'),
  leaf: z.optional(messageIdSchema),
  attachments: z.array(attachmentIdSchema).check(z.maxLength(MAX_ATTACHMENTS_PER_MESSAGE)),
});

/** Messages that are not sent; those that a summary stands for are in it. */
function countLeftOut(omissions: readonly Omission[]): number {
  return omissions.reduce(
    (sum, omission) =>
      omission.type === 'message' && omission.reason === 'context' ? sum + omission.count : sum,
    0,
  );
}

/**
 * Tells what the next send would be made of. Words that are being typed are no part of the address: a
 * stand-in is in their place.
 *
 * @param query - As `promptPreviewSchema` says.
 * @throws AppError `request-invalid`, and as `previewPrompt` does.
 */
export async function readPromptPreview(
  context: Context,
  actor: Actor,
  conversationId: ConversationId,
  query: URLSearchParams,
): Promise<PromptPreview> {
  const named = parseValue(
    { ...Object.fromEntries(query), attachments: query.getAll('attachment') },
    querySchema,
  );
  const send = {
    conversationId,
    modelId: named.model,
    timeZone: named.timeZone,
    leafId: named.leaf,
    attachmentIds: named.attachments,
    text: QUESTION_STAND_IN,
  };
  const previewed = await previewPrompt(context, actor, send);
  const { assembled, branch, question, conversation, model } = previewed;
  const [first] = assembled.prompt.messages;
  const written =
    query.get('request') === '1'
      ? await showRequest(context, actor, { model, prompt: assembled.prompt })
      : null;
  const { pinnedImages, excludedImages, ...settings } = conversation.settings;
  return {
    version: conversation.version,
    settings: {
      ...settings,
      pinnedImages: [...pinnedImages],
      excludedImages: [...excludedImages],
    },
    systemPrompt: first?.role === 'system' ? first.text : '',
    images: imagesInPlay(assembled.images, branch, question.id),
    imageLimit: imageLimitOf(model),
    breakdown: assembled.breakdown,
    isCounted: assembled.isCounted,
    calibration: calibrationOf(branch, model),
    repairs: [...assembled.repairs],
    excessTokens: assembled.excessTokens,
    leftOutMessages: countLeftOut(assembled.omissions),
    request: written && { body: written.body, repairs: [...written.repairs] },
  };
}
