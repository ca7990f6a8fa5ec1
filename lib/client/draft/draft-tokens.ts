import { imageTokens } from '@/lib/domain/image/image-tokens';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { pixelSizeOf } from './draft-attachment';
import type { DraftSnapshot } from './draft-snapshot';

/**
 * About how many tokens a draft will cost: pictures exactly, as far as they are prepared, text by estimate.
 *
 * @param calibration - What the estimate is multiplied with.
 */
export function draftTokens({ text, attachments }: DraftSnapshot, calibration = 1): number {
  return attachments.reduce(
    (sum, attachment) => {
      const size = pixelSizeOf(attachment);
      return size ? sum + imageTokens(size.width, size.height) : sum;
    },
    Math.ceil(estimateTextTokens(text) * calibration),
  );
}
