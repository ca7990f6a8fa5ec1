/** What a picture would take, as base64, within all other limits. */
export type ImageNeed = { readonly characters: number; readonly isTextLike: boolean };

/** Letters bear coarseness worse than photos do: print gets so much more of what is to be shared. */
const TEXT_WEIGHT = 2;
/**
 * Steps of limits within a power of ten (series E12 of IEC 60063). Few different limits make few copies of a
 * picture, and a picture more or less in a conversation leaves most of the others as they were.
 */
const STEPS = [10, 12, 15, 18, 22, 27, 33, 39, 47, 56, 68, 82];

/** The largest step that is no larger. */
function roundDown(characters: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(10, characters)) - 1);
  const step = STEPS.findLast((candidate) => candidate * power <= characters) ?? 0;
  return step * power;
}

/**
 * Spreads what all pictures of a request may take together by what each needs: those that need less than
 * their share are left as they are, what they leave goes to the others, and print gets twice what a photo
 * gets. The order of the pictures does not matter, nor does anything else.
 *
 * @param total - Base64 characters of all pictures together.
 * @returns For each picture the length its base64 text must stay below; `null` where it stays as it is.
 */
export function shareImageBudget(needs: readonly ImageNeed[], total: number): (number | null)[] {
  const weightOf = ({ isTextLike }: ImageNeed) => (isTextLike ? TEXT_WEIGHT : 1);
  let rest = total;
  let sharing = needs.map((need, index) => ({ need, index }));
  for (;;) {
    const weights = sharing.reduce((sum, { need }) => sum + weightOf(need), 0);
    const shareOf = (need: ImageNeed) => (rest * weightOf(need)) / weights;
    const content = sharing.filter(({ need }) => need.characters <= shareOf(need));
    if (content.length === 0) {
      const limits = new Map(sharing.map(({ need, index }) => [index, roundDown(shareOf(need))]));
      return needs.map((_, index) => limits.get(index) ?? null);
    }
    rest -= content.reduce((sum, { need }) => sum + need.characters, 0);
    sharing = sharing.filter((one) => !content.includes(one));
    if (sharing.length === 0) return needs.map(() => null);
  }
}

/**
 * Lengths tried when a server refuses pictures for their size, largest first: what common gateways and
 * servers let through, NVIDIA's documented 180,000 among them.
 */
const BUDGETS = [9_000_000, 4_500_000, 900_000, 450_000, 180_000, 90_000, 45_000];
/** A smaller step would hardly be another try. */
const LEAST_STEP = 0.85;

/**
 * The next smaller length to try for pictures that were refused; `null` when they are so small that their size
 * cannot be the reason.
 */
export function nextImageBudget(sentCharacters: number): number | null {
  return BUDGETS.find((budget) => budget <= sentCharacters * LEAST_STEP) ?? null;
}
