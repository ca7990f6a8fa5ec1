import type { HtmlEnd } from './html-block';
import type { Fence } from './line-shape';
import type { MathsOpening } from './maths-delimiter';

/**
 * One top-level piece of Markdown. `code` is one fenced block, `maths` one formula on lines of its
 * own, `text` all else. Blank lines belong to the block before them.
 */
export type Block = {
  readonly kind: 'text' | 'code' | 'maths';
  /** Where it begins in the whole text, in UTF-16 code units; unique, so it serves as a key. */
  readonly start: number;
  readonly source: string;
  /** Number its first item must show, where a long ordered list was cut in two. */
  readonly ordinal?: number | undefined;
  /** Level of its heading, counted so that no level is left out: the first of an answer is 2. */
  readonly headingLevel?: number | undefined;
  /** It goes on with the list of the block before. */
  readonly continuesList?: boolean | undefined;
};

/** The block being read: what its next line depends on. */
export type OpenBlock = {
  readonly start: number;
  readonly mode:
    | 'blank'
    | 'paragraph'
    | 'rows'
    | 'list'
    | 'indented'
    | 'note'
    | 'fence'
    | 'maths'
    | 'html';
  /** Nothing but blank lines can be added. */
  readonly isComplete: boolean;
  readonly isAfterBlank: boolean;
  readonly fence?: Fence;
  readonly maths?: MathsOpening;
  readonly htmlEnd?: HtmlEnd;
  /** The list's sign (signs, where it may be several lists), column of content, next number. */
  readonly list?: {
    readonly signs: string;
    readonly contentColumn: number;
    readonly next: number | null;
    /** Its last item has no content yet: a blank line then ends it. */
    readonly isItemEmpty: boolean;
  };
  /** The fence open within the list's last item. */
  readonly itemFence?: Fence | undefined;
  /** An inline `$$` is open at the end of the line. */
  readonly hasOpenDollars?: boolean;
  readonly ordinal?: number;
  readonly continuesList?: boolean;
  /** Level as written of the heading that the block is, or ends in. */
  readonly headingDepth?: number;
};

/** What a finished or unfinished open block is shown as. */
export function kindOf(open: OpenBlock): Block['kind'] {
  if (open.mode === 'fence') return 'code';
  return open.mode === 'maths' ? 'maths' : 'text';
}
