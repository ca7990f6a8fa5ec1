import { advanceBlock } from './advance-block';
import { type Block, kindOf, type OpenBlock } from './block';
import { type Definition, findDefinitions } from './definitions';

/** A text in blocks. A value: reading on gives a new one, which shares all finished blocks. */
export type Blocks = {
  readonly text: string;
  /** Joined, their sources are the text. */
  readonly blocks: readonly Block[];
  /** How many of the blocks no further text can change. */
  readonly finishedCount: number;
  /** Link and footnote definitions of all blocks, in order; the same object while none is added. */
  readonly definitions: readonly Definition[];
  /** Those of the finished blocks. */
  readonly finishedDefinitions: readonly Definition[];
  /** Levels as written of the finished headings that enclose what follows, outermost first. */
  readonly headings: readonly number[];
  /** The block still open after the last complete line, and where the incomplete line begins. */
  readonly open: OpenBlock | null;
  readonly lineStart: number;
};

const EMPTY: Blocks = {
  text: '',
  blocks: [],
  finishedCount: 0,
  definitions: [],
  finishedDefinitions: [],
  headings: [],
  open: null,
  lineStart: 0,
};

/**
 * Splits Markdown into top-level blocks that can be parsed and shown one by one.
 *
 * Reads each complete line once: when the text only grew, it goes on where `previous` stopped, and
 * finished blocks stay the same objects. The result depends on the text alone, not on how it came.
 *
 * Given up, for blocks that stand alone: definitions inside quotes and lists, or over several lines,
 * are seen only by their own block; a list longer than 2,000 characters is cut into several.
 *
 * @param previous - The result for an earlier state of the text, or `null`.
 */
export function splitBlocks(previous: Blocks | null, text: string): Blocks {
  if (previous?.text === text) return previous;
  const base = previous && text.startsWith(previous.text) ? previous : EMPTY;
  const finished = base.blocks.slice(0, base.finishedCount);
  let { open, lineStart, headings } = base;

  for (let end = text.indexOf('\n', lineStart); end >= 0; end = text.indexOf('\n', lineStart)) {
    const line = text.slice(lineStart, end + 1);
    const next = advanceBlock(open, line, lineStart);
    if (open && next.start !== open.start) {
      headings = enclosing(headings, open);
      finished.push(toBlock(open, text, lineStart, headings));
    }
    open = next;
    lineStart = end + 1;
  }

  const unfinished = unfinishedBlocks(open, text, lineStart, headings);
  const added = finished.slice(base.finishedCount);
  const finishedDefinitions = withDefinitions(base.finishedDefinitions, added);
  return {
    text,
    blocks: [...finished, ...unfinished],
    finishedCount: finished.length,
    definitions: withDefinitions(finishedDefinitions, unfinished),
    finishedDefinitions,
    headings,
    open,
    lineStart,
  };
}

/** The open block, and what the incomplete last line would make of it if it ended here. */
function unfinishedBlocks(
  open: OpenBlock | null,
  text: string,
  lineStart: number,
  headings: readonly number[],
): Block[] {
  const next =
    lineStart === text.length ? open : advanceBlock(open, text.slice(lineStart), lineStart);
  if (!next) return [];
  if (!open || next.start === open.start) {
    return [toBlock(next, text, text.length, enclosing(headings, next))];
  }
  const before = enclosing(headings, open);
  return [
    toBlock(open, text, next.start, before),
    toBlock(next, text, text.length, enclosing(before, next)),
  ];
}

/** The headings that enclose what follows a block. */
function enclosing(headings: readonly number[], { headingDepth }: OpenBlock): readonly number[] {
  if (headingDepth === undefined) return headings;
  return [...headings.filter((depth) => depth < headingDepth), headingDepth];
}

function withDefinitions(known: readonly Definition[], blocks: readonly Block[]) {
  const added = blocks.flatMap(findDefinitions);
  return added.length > 0 ? [...known, ...added] : known;
}

function toBlock(open: OpenBlock, text: string, end: number, headings: readonly number[]): Block {
  return {
    kind: kindOf(open),
    start: open.start,
    source: text.slice(open.start, end),
    ...(open.ordinal === undefined ? {} : { ordinal: open.ordinal }),
    ...(open.headingDepth === undefined ? {} : { headingLevel: Math.min(6, headings.length + 1) }),
    ...(open.continuesList ? { continuesList: true } : {}),
  };
}
