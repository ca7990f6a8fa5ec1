import type { AnswerOptions, ElementNode } from './rehype-answer';

/** One block of Markdown, and everything its elements depend on. */
export type BlockSource = AnswerOptions & {
  readonly source: string;
  /** Definitions of other blocks that this one refers to, as Markdown. */
  readonly definitions: string;
};

export type ParseRequest = { readonly id: number; readonly block: BlockSource };

/** `ready` once, then an answer to each request; `null` where parsing failed, such as by an overflowing stack. */
export type ParseAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'parsed'; readonly id: number; readonly tree: ElementNode | null };
