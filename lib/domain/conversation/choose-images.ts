import type { AttachmentId } from '../ids';
import { DEFAULT_IMAGE_DETAIL, type ImageDetail } from '../image/image-detail';
import type { ConversationSettings } from './conversation-settings';

const without = (ids: readonly AttachmentId[], id: AttachmentId) =>
  ids.filter((each) => each !== id);

/** Settings with a picture pinned or not; one that is pinned is not excluded. */
export function pinImage(
  settings: ConversationSettings,
  id: AttachmentId,
  isPinned: boolean,
): ConversationSettings {
  const pinnedImages = without(settings.pinnedImages, id);
  if (!isPinned) return { ...settings, pinnedImages };
  return {
    ...settings,
    pinnedImages: [...pinnedImages, id],
    excludedImages: without(settings.excludedImages, id),
  };
}

/** Settings with a picture excluded or not; one that is excluded is not pinned. */
export function excludeImage(
  settings: ConversationSettings,
  id: AttachmentId,
  isExcluded: boolean,
): ConversationSettings {
  const excludedImages = without(settings.excludedImages, id);
  if (!isExcluded) return { ...settings, excludedImages };
  return {
    ...settings,
    excludedImages: [...excludedImages, id],
    pinnedImages: without(settings.pinnedImages, id),
  };
}

/** Settings with another detail of a picture; the default one is not written down. */
export function setImageDetail(
  settings: ConversationSettings,
  id: AttachmentId,
  detail: ImageDetail,
): ConversationSettings {
  const { [id]: _before, ...others } = settings.imageDetail;
  const imageDetail = detail === DEFAULT_IMAGE_DETAIL ? others : { ...others, [id]: detail };
  return { ...settings, imageDetail };
}
