/** What is known of a message before it is shown. */
type Facts = {
  readonly role: 'user' | 'assistant';
  readonly characters: number;
  readonly hasImages: boolean;
};

/** Measured on answers of the tests, in pixels: what stands around the words, a line, a character. */
const AROUND = { user: 112, assistant: 84 } as const;
const IMAGES = 120;
const LINE = 27;
const CHARACTER = 8;
/** Headings, lists and code take more lines than their characters fill. */
const LOOSENESS = 1.3;

/**
 * About how high a message will be, in pixels; good enough for a scroll bar. A message that is shown is
 * measured, and this is forgotten.
 *
 * @param width - Pixels of the column.
 */
export function estimateHeight({ role, characters, hasImages }: Facts, width: number): number {
  const perLine = Math.max(20, width / CHARACTER);
  const lines = Math.ceil((characters * (role === 'user' ? 1 : LOOSENESS)) / perLine);
  return AROUND[role] + (hasImages ? IMAGES : 0) + lines * LINE;
}
