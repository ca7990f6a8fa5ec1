import type { AttachmentId } from '../ids';
import type { ImageOmission } from '../message';
import type { ModelDescriptor } from '../model';
import type { PromptImagePart, PromptTextPart } from './prompt';

/** Most pictures one prompt may carry for this model family (model card); upstreams may allow fewer. */
export const MAX_IMAGES_PER_PROMPT = 10;

/** Pictures that one prompt to a model may carry. */
export function imageLimitOf(
  model: Pick<ModelDescriptor, 'acceptsImages' | 'maxImagesPerPrompt'>,
): number {
  return model.acceptsImages ? Math.min(MAX_IMAGES_PER_PROMPT, model.maxImagesPerPrompt) : 0;
}

type UserParts = readonly (PromptTextPart | PromptImagePart)[];

/** Oldest turn first; each turn is the parts of one user message. */
type Turns = readonly UserParts[];

function standIn(reason: ImageOmission['reason']): PromptTextPart {
  const why =
    reason === 'image-limit'
      ? 'only the newest pictures fit one prompt'
      : 'this model takes no pictures';
  return { type: 'text', text: `[picture left out: ${why}]` };
}

/** Places of the pictures that stay: the current turn's in their order, then the newest before it. */
function placesToKeep(turns: Turns, limit: number): Set<string> {
  const newestTurnFirst = turns
    .map((parts, turn) =>
      parts.flatMap((part, index) => (part.type === 'image' ? [`${turn}:${index}`] : [])),
    )
    .map((places, turn) => (turn === turns.length - 1 ? places : places.toReversed()))
    .reverse()
    .flat();
  return new Set(newestTurnFirst.slice(0, Math.max(0, limit)));
}

/**
 * Keeps at most `limit` pictures of a whole prompt and puts a text where the others stood.
 *
 * The cap holds for the prompt, not for one message: a history that was within it when it was sent
 * can exceed it one turn later. Every occurrence counts, identical bytes too, since upstreams count so.
 *
 * @param limit - Pictures to keep; 0 for a model that takes none.
 * @returns The turns within the cap, and what was left out, oldest first.
 */
export function capImages(
  turns: Turns,
  limit: number,
): { turns: (PromptTextPart | PromptImagePart)[][]; omissions: ImageOmission[] } {
  const kept = placesToKeep(turns, limit);
  const reason = limit <= 0 ? 'model-without-images' : 'image-limit';
  const omissions: ImageOmission[] = [];
  const omit = (attachmentId: AttachmentId): PromptTextPart => {
    omissions.push({ type: 'image', attachmentId, reason });
    return standIn(reason);
  };
  return {
    turns: turns.map((parts, turn) =>
      parts.map((part, index) =>
        part.type === 'text' || kept.has(`${turn}:${index}`) ? part : omit(part.attachment.id),
      ),
    ),
    omissions,
  };
}
