/** How closely a picture is looked at: what it is sent at, and so what it costs. */
export const IMAGE_DETAILS = ['low', 'normal', 'full'] as const;
export type ImageDetail = (typeof IMAGE_DETAILS)[number];

/** What a picture is sent at where nobody chose. */
export const DEFAULT_IMAGE_DETAIL: ImageDetail = 'full';

/**
 * Longest edge in pixels that a picture is sent at. Whole numbers of the family's 28-pixel tokens;
 * `full` is the largest it looks at (mistral-common `image.py`), the others about a tenth and two
 * fifths of its price.
 */
export const DETAIL_EDGE_PIXELS = {
  low: 504,
  normal: 1008,
  full: 1540,
} as const satisfies Record<ImageDetail, number>;
