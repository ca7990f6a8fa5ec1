import { type Message, picturesOf, textOf } from '../message';
import type { PromptImage } from './assembled-prompt';
import { imageParts } from './image-parts';
import type { PromptUserPart } from './prompt';

/**
 * Parts of a question: each picture, or a text in its stead, behind its number, then the words. Always
 * in this order, for prefix caches.
 *
 * @param images - The pictures of this message, in its order.
 */
export function questionParts(message: Message, images: readonly PromptImage[]): PromptUserPart[] {
  const pictures = picturesOf(message).flatMap((attachment, index) =>
    imageParts(`Image ${index + 1}:`, attachment, images[index]),
  );
  const text = textOf(message);
  return text.trim() === '' ? pictures : [...pictures, { type: 'text', text }];
}
