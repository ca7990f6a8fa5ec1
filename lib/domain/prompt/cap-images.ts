import type { ModelDescriptor } from '../model';
import type { PromptImage, PromptImageState } from './assembled-prompt';

/** Most pictures one prompt may carry for this model family (model card); upstreams may allow fewer. */
export const MAX_IMAGES_PER_PROMPT = 10;

type ImageRules = Pick<ModelDescriptor, 'acceptsImages' | 'maxImagesPerPrompt'>;

/** Pictures that one prompt to a model may carry. */
export function imageLimitOf(model: ImageRules): number {
  return model.acceptsImages ? Math.min(MAX_IMAGES_PER_PROMPT, model.maxImagesPerPrompt) : 0;
}

/** One occurrence of a picture, before it is known whether it is sent. */
export type ImageOccurrence = Omit<PromptImage, 'state'> & {
  readonly isExcluded: boolean;
  /** Whether it belongs to the question that is to be answered. */
  readonly isCurrent: boolean;
  /** Whether a tool gave it for the answer that is being written. */
  readonly isFresh: boolean;
};

/**
 * Who stays: what tools gave for the answer that is being written, the question's own in their order, then
 * pinned ones, then the rest, each newest first.
 */
function inOrderOfRank(occurrences: readonly ImageOccurrence[]): ImageOccurrence[] {
  const fresh = occurrences.filter(({ isFresh }) => isFresh).toReversed();
  const current = occurrences.filter(({ isCurrent }) => isCurrent);
  const older = occurrences.filter(({ isCurrent, isFresh }) => !isCurrent && !isFresh).toReversed();
  const pinned = older.filter(({ isPinned }) => isPinned);
  return [...fresh, ...current, ...pinned, ...older.filter(({ isPinned }) => !isPinned)];
}

/**
 * Decides which pictures of a whole branch are sent: at most as many as the model's connection takes.
 *
 * The cap holds for the prompt, not for one message: a history that was within it when it was sent
 * can exceed it one turn later. Every occurrence counts, identical bytes too, since upstreams count so.
 *
 * @param occurrences - In the order of the branch.
 * @returns What becomes of each, in the same order.
 */
export function capImages(
  occurrences: readonly ImageOccurrence[],
  model: ImageRules,
): PromptImageState[] {
  const wanted = occurrences.filter(({ isExcluded }) => !isExcluded);
  const sent = new Set(inOrderOfRank(wanted).slice(0, Math.max(0, imageLimitOf(model))));
  return occurrences.map((occurrence) => {
    if (occurrence.isExcluded) return 'excluded';
    if (!model.acceptsImages) return 'model-without-images';
    return sent.has(occurrence) ? 'sent' : 'image-limit';
  });
}
