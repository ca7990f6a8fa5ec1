/** A stretch of code and the highlighter's class for it, `null` for plain code. */
export type CodeToken = readonly [text: string, className: string | null];

export type HighlightRequest = {
  readonly id: number;
  readonly code: string;
  readonly language: string;
};

/** `null` where the language is unknown. */
export type HighlightAnswer = { readonly id: number; readonly tokens: readonly CodeToken[] | null };
