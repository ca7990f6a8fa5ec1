import type { Attachment } from '../attachment';
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

/** A picture behind its label, or a text in its stead. */
export function imageParts(
  label: string,
  attachment: Attachment,
  { state, detail }: Pick<PromptImage, 'state' | 'detail'> = {
    state: 'image-limit',
    detail: 'full',
  },
): PromptUserPart[] {
  return [
    { type: 'text', text: label },
    state === 'sent' ? { type: 'image', attachment, detail } : standIn(state),
  ];
}
