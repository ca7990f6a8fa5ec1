import { type Message, textOf } from '../message';
import type { PromptImage, PromptImageState } from './assembled-prompt';
import type { PromptTextPart, PromptUserPart } from './prompt';

/** Why a picture is not there, for the model to read. */
const REASONS: Readonly<Record<Exclude<PromptImageState, 'sent'>, string>> = {
  'image-limit': 'only the newest pictures fit one prompt',
  'model-without-images': 'this model takes no pictures',
  excluded: 'the user took it out',
  context: 'there is no room for it',
};

const standIn = (state: Exclude<PromptImageState, 'sent'>): PromptTextPart => ({
  type: 'text',
  text: `[picture left out: ${REASONS[state]}]`,
});

/**
 * Parts of a question: each picture, or a text in its stead, behind its number, then the words. Always
 * in this order, for prefix caches.
 *
 * @param images - The pictures of this message, in its order.
 */
export function questionParts(message: Message, images: readonly PromptImage[]): PromptUserPart[] {
  const files = message.parts.flatMap((part) => (part.type === 'file' ? [part.attachment] : []));
  const pictures = files.flatMap((attachment, index): PromptUserPart[] => {
    const { state = 'image-limit', detail = 'full' } = images[index] ?? {};
    const label = { type: 'text', text: `Image ${index + 1}:` } as const;
    return [label, state === 'sent' ? { type: 'image', attachment, detail } : standIn(state)];
  });
  const text = textOf(message);
  return text.trim() === '' ? pictures : [...pictures, { type: 'text', text }];
}
