import type { BlockSource } from './parse-protocol';
import { type Parsed, ParseQueue } from './parse-queue';

/** Results that are kept, so that what scrolls out of view and back is there at once. */
const KEPT_RESULTS = 100;

const kept = new Map<string, Parsed>();

const queue = new ParseQueue(
  () => new Worker(new URL('./parse.worker.ts', import.meta.url), { type: 'module' }),
);

/** Starts the worker, which takes longer than most blocks, before the first block needs it; once. */
export const prepareParse = (isSoonNeeded: () => boolean): void => queue.prepare(isSoonNeeded);

/** The same for equal blocks. */
export function keyOf({
  source,
  definitions,
  headingLevel,
  ordinal,
  hasCaret,
}: BlockSource): string {
  return JSON.stringify([headingLevel, ordinal, hasCaret, definitions.length, definitions, source]);
}

/** What a block has come to before. */
export const parsedBefore = (key: string): Parsed | undefined => kept.get(key);

/** Parses a block in the worker, within its time. */
export async function requestParse(block: BlockSource): Promise<Parsed> {
  const parsed = await queue.parse(block);
  // A worker that could not be loaded may be there next time.
  if (parsed !== 'unavailable') kept.set(keyOf(block), parsed);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_RESULTS && oldest !== undefined) kept.delete(oldest);
  return parsed;
}
