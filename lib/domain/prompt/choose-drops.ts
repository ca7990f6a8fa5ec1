import type { PromptImage } from './assembled-prompt';

/** A turn before the current one, with what it costs. */
export type OldTurn = {
  /** Tokens of all its texts. */
  readonly textTokens: number;
  /** Its pictures that would be sent. */
  readonly images: readonly PromptImage[];
};

export type Drops = {
  readonly turns: ReadonlySet<OldTurn>;
  /** Pictures of turns that stay. */
  readonly images: ReadonlySet<PromptImage>;
};

const imageTokensOf = (images: readonly PromptImage[]) =>
  images.reduce((sum, { tokens }) => sum + tokens, 0);
const costOf = ({ textTokens, images }: OldTurn) => textTokens + imageTokensOf(images);

/** Takes items one by one until they free enough. */
function takeUntil<Item>(
  items: readonly Item[],
  wanted: number,
  tokensOf: (item: Item) => number,
): { taken: Set<Item>; freed: number } {
  const taken = new Set<Item>();
  let freed = 0;
  for (const item of items) {
    if (freed >= wanted) break;
    taken.add(item);
    freed += tokensOf(item);
  }
  return { taken, freed };
}

/**
 * Chooses what goes from a prompt that is too long: whole turns, oldest first, but for those with a
 * pinned picture; then the pictures of those; then those too.
 *
 * @param excess - Tokens that must go, at least.
 * @param step - Turns go in steps of so many tokens, so that a prompt keeps its beginning, and the
 * upstream what it has cached of it, for several turns.
 */
export function chooseDrops(old: readonly OldTurn[], excess: number, step: number): Drops {
  if (excess <= 0) return { turns: new Set(), images: new Set() };
  const wanted = Math.ceil(excess / step) * step;
  const isPinned = ({ images }: OldTurn) => images.some((image) => image.isPinned);
  const plain = takeUntil(
    old.filter((turn) => !isPinned(turn)),
    wanted,
    costOf,
  );
  if (plain.freed >= excess) return { turns: plain.taken, images: new Set() };
  const rest = old.filter((turn) => !plain.taken.has(turn));
  const pictures = takeUntil(
    rest.flatMap(({ images }) => images),
    excess - plain.freed,
    ({ tokens }) => tokens,
  );
  const missing = excess - plain.freed - pictures.freed;
  const last = takeUntil(rest, missing, ({ textTokens }) => textTokens);
  return { turns: new Set([...plain.taken, ...last.taken]), images: pictures.taken };
}
