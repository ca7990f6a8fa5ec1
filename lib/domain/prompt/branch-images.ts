import type { ConversationSettings } from '../conversation/conversation-settings';
import { DEFAULT_IMAGE_DETAIL } from '../image/image-detail';
import type { Message } from '../message';
import type { ModelDescriptor } from '../model';
import type { PromptImage } from './assembled-prompt';
import { capImages, type ImageOccurrence } from './cap-images';
import { priceImage } from './price-image';

function occurrencesOf(
  message: Message,
  settings: ConversationSettings,
  isCurrent: boolean,
): ImageOccurrence[] {
  const files = message.parts.flatMap((part) => (part.type === 'file' ? [part.attachment] : []));
  return files.map((attachment, index) => {
    const detail = settings.imageDetail[attachment.id] ?? DEFAULT_IMAGE_DETAIL;
    return {
      attachmentId: attachment.id,
      messageId: message.id,
      number: index + 1,
      tokens: priceImage(attachment, detail),
      detail,
      isPinned: settings.pinnedImages.includes(attachment.id),
      isExcluded: settings.excludedImages.includes(attachment.id),
      isCurrent,
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
  const questions = branch.filter(({ role }) => role === 'user');
  const current = questions.at(-1);
  const imagesOf = (messages: readonly Message[]) => {
    const occurrences = messages.flatMap((message) =>
      occurrencesOf(message, settings, message === current),
    );
    const states = capImages(occurrences, model);
    return occurrences.map(({ isExcluded: _excluded, isCurrent: _current, ...image }, index) => ({
      ...image,
      state: states[index] ?? 'image-limit',
    }));
  };
  const left = imagesOf(questions.filter((message) => gone.has(message)));
  return [
    ...left.map((image) => {
      const isLostToContext = image.state === 'sent' || image.state === 'image-limit';
      return isLostToContext ? { ...image, state: 'context' as const } : image;
    }),
    ...imagesOf(questions.filter((message) => !gone.has(message))),
  ];
}
