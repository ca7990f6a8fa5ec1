import type { ConversationSettings } from '../conversation/conversation-settings';
import { DEFAULT_IMAGE_DETAIL } from '../image/image-detail';
import { type Message, picturesOf } from '../message';
import type { ModelDescriptor } from '../model';
import type { PromptImage } from './assembled-prompt';
import { capImages, type ImageOccurrence } from './cap-images';
import { priceImage } from './price-image';

function occurrencesOf(
  message: Message,
  settings: ConversationSettings,
  place: Pick<ImageOccurrence, 'isCurrent' | 'isFresh'>,
): ImageOccurrence[] {
  return picturesOf(message).map((attachment, index) => {
    const detail = settings.imageDetail[attachment.id] ?? DEFAULT_IMAGE_DETAIL;
    return {
      attachmentId: attachment.id,
      messageId: message.id,
      number: index + 1,
      tokens: priceImage(attachment, detail),
      detail,
      isPinned: settings.pinnedImages.includes(attachment.id),
      isExcluded: settings.excludedImages.includes(attachment.id),
      ...place,
    };
  });
}

/**
 * The pictures of a branch in their order, with what each costs and whether the image window has room
 * for it.
 *
 * @param gone - Messages that are not sent, nor their pictures.
 */
export function branchImages(
  branch: readonly Message[],
  model: ModelDescriptor,
  settings: ConversationSettings,
  gone: ReadonlySet<Message>,
): PromptImage[] {
  const current = branch.findLastIndex(({ role }) => role === 'user');
  const placeOf = (message: Message) => {
    const index = branch.indexOf(message);
    return { isCurrent: index === current, isFresh: index > current };
  };
  const imagesOf = (messages: readonly Message[]) => {
    const occurrences = messages.flatMap((message) =>
      occurrencesOf(message, settings, placeOf(message)),
    );
    const states = capImages(occurrences, model);
    return occurrences.map((occurrence, index) => {
      const { isExcluded: _excluded, isCurrent: _current, isFresh: _fresh, ...image } = occurrence;
      return { ...image, state: states[index] ?? 'image-limit' };
    });
  };
  const withPictures = branch.filter((message) => picturesOf(message).length > 0);
  const left = imagesOf(withPictures.filter((message) => gone.has(message)));
  return [
    ...left.map((image) => {
      const isLostToContext = image.state === 'sent' || image.state === 'image-limit';
      return isLostToContext ? { ...image, state: 'context' as const } : image;
    }),
    ...imagesOf(withPictures.filter((message) => !gone.has(message))),
  ];
}
