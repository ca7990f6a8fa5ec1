import type { Attachment } from '../attachment';
import { fitWithin } from '../image/fit-within';
import { DETAIL_EDGE_PIXELS, type ImageDetail } from '../image/image-detail';
import { imageTokens } from '../image/image-tokens';

/** What a picture costs at a level of detail, in tokens: exact by the model family's own formula. */
export function priceImage(
  { width, height }: Pick<Attachment, 'width' | 'height'>,
  detail: ImageDetail,
): number {
  const sent = fitWithin(width, height, DETAIL_EDGE_PIXELS[detail]);
  return imageTokens(sent.width, sent.height);
}
