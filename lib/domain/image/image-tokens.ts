import { fitWithin } from './fit-within';

/** Pixels of one token's square: patches of 14, merged two by two. */
const TOKEN_EDGE_PIXELS = 28;

/** Rows and columns of tokens a picture is cut into. */
export type ImageGrid = { readonly columns: number; readonly rows: number };

/**
 * The grid this model family cuts a picture into, after bringing it within its largest edge.
 *
 * Formula of mistral-common's image encoder.
 *
 * @param width - Pixels, at least 1.
 * @param height - Pixels, at least 1.
 */
export function imageGrid(width: number, height: number): ImageGrid {
  const fitted = fitWithin(width, height);
  return {
    columns: Math.floor((fitted.width - 1) / TOKEN_EDGE_PIXELS) + 1,
    rows: Math.floor((fitted.height - 1) / TOKEN_EDGE_PIXELS) + 1,
  };
}

/**
 * What a picture costs in tokens: its grid, and one more a row (a break, the last being the end).
 * At most 3,080.
 */
export function imageTokens(width: number, height: number): number {
  const { columns, rows } = imageGrid(width, height);
  return (columns + 1) * rows;
}
