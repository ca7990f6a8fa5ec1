import type { Attachment } from '../attachment';
import type { MessageId } from '../ids';
import { type Message, picturesOf } from '../message';
import type { PromptImage } from './assembled-prompt';

/** A picture of a branch with what a person knows it by. */
export type ImageInPlay = Omit<PromptImage, 'attachmentId' | 'messageId'> & {
  readonly attachment: Attachment;
  /** The question it came with, from 1. */
  readonly turn: number;
  /** Whether that question is not sent yet. */
  readonly isDraft: boolean;
};

/**
 * The pictures of an assembled prompt with their files and the questions they came with.
 *
 * @param branch - What the prompt was assembled of.
 * @param draftId - The question of it that is not sent yet.
 */
export function imagesInPlay(
  images: readonly PromptImage[],
  branch: readonly Message[],
  draftId: MessageId,
): ImageInPlay[] {
  return images.flatMap(({ attachmentId, messageId, ...image }) => {
    const index = branch.findIndex(({ id }) => id === messageId);
    const message = branch[index];
    const attachment = message && picturesOf(message).find(({ id }) => id === attachmentId);
    if (!attachment) return [];
    const turn = branch.slice(0, index + 1).filter(({ role }) => role === 'user').length;
    return [{ ...image, attachment, turn, isDraft: messageId === draftId }];
  });
}
