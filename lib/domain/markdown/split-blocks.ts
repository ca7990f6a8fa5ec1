import { advanceBlock } from './advance-block';
import { type Block, kindOf, type OpenBlock } from './block';
import { type Definition, findDefinitions } from './definitions';
import { readHeadingLevel } from './line-shape';

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
  /** Level of the first `#` heading; the others are demoted relative to it. */
  readonly firstHeadingLevel: number | null;
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
  firstHeadingLevel: null,
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
  let { open, lineStart, firstHeadingLevel } = base;

  for (let end = text.indexOf('\n', lineStart); end >= 0; end = text.indexOf('\n', lineStart)) {
    const line = text.slice(lineStart, end + 1);
    const next = advanceBlock(open, line, lineStart);
    if (open && next.start !== open.start) finished.push(toBlock(open, text, lineStart));
    if (next.mode === 'paragraph' && next.isComplete) firstHeadingLevel ??= readHeadingLevel(line);
    open = next;
    lineStart = end + 1;
  }

  const unfinished = unfinishedBlocks(open, text, lineStart);
  const added = finished.slice(base.finishedCount);
  const finishedDefinitions = withDefinitions(base.finishedDefinitions, added);
  return {
    text,
    blocks: [...finished, ...unfinished],
    finishedCount: finished.length,
    definitions: withDefinitions(finishedDefinitions, unfinished),
    finishedDefinitions,
    firstHeadingLevel,
    open,
    lineStart,
  };
}

/** The open block, and what the incomplete last line would make of it if it ended here. */
function unfinishedBlocks(open: OpenBlock | null, text: string, lineStart: number): Block[] {
  if (lineStart === text.length) return open ? [toBlock(open, text, text.length)] : [];
  const next = advanceBlock(open, text.slice(lineStart), lineStart);
  const last = toBlock(next, text, text.length);
  return open && next.start !== open.start ? [toBlock(open, text, next.start), last] : [last];
}

function withDefinitions(known: readonly Definition[], blocks: readonly Block[]) {
  const added = blocks.flatMap(findDefinitions);
  return added.length > 0 ? [...known, ...added] : known;
}

function toBlock(open: OpenBlock, text: string, end: number): Block {
  return {
    kind: kindOf(open),
    start: open.start,
    source: text.slice(open.start, end),
    ...(open.ordinal === undefined ? {} : { ordinal: open.ordinal }),
    ...(open.continuesList ? { continuesList: true } : {}),
  };
}
