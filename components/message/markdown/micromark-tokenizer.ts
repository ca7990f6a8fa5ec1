/** The few parts of micromark's tokenizer contract that are used here; its types are no dependency of ours. */
export type Code = number | null;
export type State = (code: Code) => State | undefined;
export type Effects = {
  enter(type: string): unknown;
  exit(type: string): unknown;
  consume(code: Code): void;
  attempt(construct: Construct, ok: State, nok: State): State;
};
export type Tokenizer = {
  readonly interrupt?: boolean;
  readonly parser: { readonly lazy: Readonly<Record<number, boolean>> };
  now(): { readonly line: number };
};
export type Construct = {
  readonly name?: string;
  readonly concrete?: boolean;
  readonly partial?: boolean;
  readonly previous?: (code: Code) => boolean;
  readonly tokenize: (this: Tokenizer, effects: Effects, ok: State, nok: State) => State;
};

export const DOLLAR = 36;
export const BACKSLASH = 92;
export const PARENTHESIS = { open: 40, close: 41 } as const;
export const BRACKET = { open: 91, close: 93 } as const;

export const isLineEnding = (code: Code) => code !== null && code < -2;
export const isSpace = (code: Code) => code === -2 || code === -1 || code === 32;
export const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57;

export function consumeLineEnding(effects: Effects, code: Code): void {
  effects.enter('lineEnding');
  effects.consume(code);
  effects.exit('lineEnding');
}
