import type { NumberedToken } from './numbered-token';

/** What went wrong with the tokens of some streams. */
export type TokenFaults = { lost: number; doubled: number; reordered: number };

export const NO_FAULTS: Readonly<TokenFaults> = { lost: 0, doubled: 0, reordered: 0 };

export function addFaults(one: TokenFaults, other: TokenFaults): TokenFaults {
  return {
    lost: one.lost + other.lost,
    doubled: one.doubled + other.doubled,
    reordered: one.reordered + other.reordered,
  };
}

export const countFaults = ({ lost, doubled, reordered }: TokenFaults): number =>
  lost + doubled + reordered;

/**
 * Compares tokens with 1, 2, 3 … in this order.
 *
 * @param expected - How many there should be; left out where nobody knows: then the highest number seen.
 */
export function findFaults(
  tokens: readonly Pick<NumberedToken, 'number'>[],
  expected?: number,
): TokenFaults {
  const seen = new Set<number>();
  let [highest, doubled, reordered] = [0, 0, 0];
  for (const { number } of tokens) {
    if (seen.has(number)) doubled += 1;
    else if (number < highest) reordered += 1;
    seen.add(number);
    highest = Math.max(highest, number);
  }
  return { lost: Math.max(0, (expected ?? highest) - seen.size), doubled, reordered };
}
