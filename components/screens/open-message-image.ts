import { openLightbox } from '@/lib/client/image/lightbox-store';
import { attachmentsOfUiMessage, attachmentUrl, type ChatMessage } from '@/lib/protocol/ui-message';

/** Shows the pictures of a sent message large, beginning with one of them. */
export function openMessageImage(message: ChatMessage, index: number): void {
  const images = attachmentsOfUiMessage(message).map((attachment) => ({
    ...attachment,
    url: attachmentUrl(attachment.id),
  }));
  openLightbox(images, index);
}
