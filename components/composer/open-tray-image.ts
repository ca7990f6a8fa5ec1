import { type DraftAttachment, pixelSizeOf } from '@/lib/client/draft/draft-attachment';
import { type LightboxImage, openLightbox } from '@/lib/client/image/lightbox-store';

function toLightboxImage(attachment: DraftAttachment): LightboxImage[] {
  const { key, name, previewUrl, prepared, state } = attachment;
  const size = pixelSizeOf(attachment);
  if (!previewUrl || !size) return [];
  const bytes = state.status === 'ready' ? state.attachment.bytes : prepared?.blob.size;
  return [{ id: key, name, url: previewUrl, width: size.width, height: size.height, bytes }];
}

/**
 * Shows the pictures of a tray large, beginning with one of them.
 *
 * @param opener - Gets the focus back. Named, because not every browser focuses a clicked button.
 */
export function openTrayImage(
  attachments: readonly DraftAttachment[],
  key: string,
  opener: HTMLElement,
): void {
  const images = attachments.flatMap(toLightboxImage);
  opener.focus();
  openLightbox(
    images,
    Math.max(
      0,
      images.findIndex(({ id }) => id === key),
    ),
  );
}
