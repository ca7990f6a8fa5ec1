import type { ErrorCode } from '../errors/error-codes';

/** Something done differently from what was asked, so that a server could answer at all. */
export type Repair =
  /** An optional field of the request that the server refuses was left out. */
  | { readonly type: 'field-dropped'; readonly field: string }
  /** The answer was asked for in one piece: the server loses tool calls in streams. */
  | { readonly type: 'asked-whole'; readonly reason: 'tools-lost' }
  /** The first try failed before a word came. */
  | { readonly type: 'tried-again'; readonly code: ErrorCode }
  /** Pictures were made smaller to fit what the server takes. */
  | { readonly type: 'images-squeezed'; readonly count: number }
  /** The answer was not ready at once and was fetched later (NVIDIA's 202). */
  | { readonly type: 'polled' }
  /** Tools were left out: the server does not take them. */
  | { readonly type: 'tools-dropped' }
  /** The form of the answer was asked for in words: the server takes no `response_format`. */
  | { readonly type: 'format-in-words' }
  /** The first answer did not have its form; this one was asked for with what was wrong. */
  | { readonly type: 'asked-again'; readonly reason: 'form' };
