/** The few parts of micromark's tokenizer contract that are used here; its types are no dependency of ours. */
type Code = number | null;
type State = (code: Code) => State | undefined;
type Effects = {
  enter(type: string): unknown;
  exit(type: string): unknown;
  consume(code: Code): void;
  attempt(construct: Construct, ok: State, nok: State): State;
};
type Tokenizer = {
  readonly interrupt?: boolean;
  readonly parser: { readonly lazy: Readonly<Record<number, boolean>> };
  now(): { readonly line: number };
};
type Construct = {
  readonly name?: string;
  readonly concrete?: boolean;
  readonly partial?: boolean;
  readonly previous?: (code: Code) => boolean;
  readonly tokenize: (this: Tokenizer, effects: Effects, ok: State, nok: State) => State;
};

const DOLLAR = 36;
const BACKSLASH = 92;
/** What follows a backslash to open, and to close. */
const CLOSING_BRACKETS: ReadonlyMap<Code, number> = new Map([
  [40, 41],
  [91, 93],
]);

const isLineEnding = (code: Code) => code !== null && code < -2;
const isSpace = (code: Code) => code === -2 || code === -1 || code === 32;
const isDigit = (code: Code) => code !== null && code >= 48 && code <= 57;

/** Texts in which a closing sign was looked for in vain, so that no text is read to its end twice. */
const inVain = new WeakMap<Tokenizer, Set<number>>();

/** `$$…$$`, `\(…\)` and `\[…\]` within a paragraph. Without a closing sign they are text. */
function tokenizeText(this: Tokenizer, effects: Effects, ok: State, nok: State): State {
  let closing = DOLLAR;
  const give = (code: Code) => {
    const known = inVain.get(this) ?? new Set();
    inVain.set(this, known.add(closing));
    return nok(code);
  };
  const open: State = (code) => {
    effects.enter('mathsText');
    effects.enter('mathsData');
    effects.consume(code);
    return code === DOLLAR ? openDollars : openBracket;
  };
  const openDollars: State = (code) => {
    if (code !== DOLLAR || inVain.get(this)?.has(DOLLAR)) return nok(code);
    effects.consume(code);
    return (next) => (next === DOLLAR ? nok(next) : inside(next));
  };
  const openBracket: State = (code) => {
    const bracket = CLOSING_BRACKETS.get(code);
    if (bracket === undefined || inVain.get(this)?.has(bracket)) return nok(code);
    closing = bracket;
    effects.consume(code);
    return inside;
  };
  const inside: State = (code) => {
    if (code === null) return give(code);
    if (isLineEnding(code)) {
      effects.exit('mathsData');
      return lineEnd(code);
    }
    effects.consume(code);
    if (code === BACKSLASH) return afterBackslash;
    return code === DOLLAR && closing === DOLLAR ? afterDollar : inside;
  };
  const lineEnd: State = (code) => {
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    return afterLineEnd;
  };
  const afterLineEnd: State = (code) => {
    if (code === null) return give(code);
    if (isLineEnding(code)) return lineEnd(code);
    effects.enter('mathsData');
    return inside(code);
  };
  const afterBackslash: State = (code) => {
    if (code === null || isLineEnding(code)) return inside(code);
    effects.consume(code);
    return code === closing && closing !== DOLLAR ? close : inside;
  };
  const afterDollar: State = (code) => {
    if (code !== DOLLAR) return inside(code);
    effects.consume(code);
    // `$$5 and $$6` is money: a formula is not followed by a digit.
    return (next) => (next === DOLLAR || isDigit(next) ? inside(next) : close(next));
  };
  const close: State = (code) => {
    effects.exit('mathsData');
    effects.exit('mathsText');
    return ok(code);
  };
  return open;
}

/** A formula in a list or quote, between lines that hold only `$$`, or `\[` and `\]`. */
function tokenizeFlow(this: Tokenizer, effects: Effects, ok: State, nok: State): State {
  let closing = DOLLAR;
  let isClosed = false;
  let last: Code = null;
  const open: State = (code) => {
    effects.enter('mathsFlow');
    effects.enter('mathsData');
    effects.consume(code);
    return code === DOLLAR ? openSecond(DOLLAR, DOLLAR) : openSecond(91, 93);
  };
  const openSecond = (wanted: number, closer: number): State => {
    closing = closer;
    return (code) => {
      if (code !== wanted) return nok(code);
      effects.consume(code);
      return afterOpening;
    };
  };
  const afterOpening: State = (code) => {
    if (isSpace(code)) {
      effects.consume(code);
      return afterOpening;
    }
    if (code !== null && !isLineEnding(code)) return nok(code);
    effects.exit('mathsData');
    return this.interrupt ? end(code) : lineEnd(code);
  };
  const lineEnd: State = (code) =>
    code === null || isClosed ? end(code) : effects.attempt(nextLine, lineStart, end)(code);
  const lineStart: State = (code) => {
    if (code === null || isLineEnding(code)) return lineEnd(code);
    effects.enter('mathsData');
    return inside(code);
  };
  const inside: State = (code) => {
    if (code === null || isLineEnding(code)) {
      effects.exit('mathsData');
      return lineEnd(code);
    }
    if (!isSpace(code)) {
      isClosed = code === closing && last === (closing === DOLLAR ? DOLLAR : BACKSLASH);
      last = code;
    }
    effects.consume(code);
    return inside;
  };
  const end: State = (code) => {
    effects.exit('mathsFlow');
    return ok(code);
  };
  return open;
}

/** Goes to the next line, unless that has left the list or quote. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next));
    };
  },
};

const text: Construct = {
  name: 'mathsText',
  previous: (code) => code !== DOLLAR,
  tokenize: tokenizeText,
};
const escapedText: Construct = { name: 'mathsText', tokenize: tokenizeText };
const flow: Construct = { name: 'mathsFlow', concrete: true, tokenize: tokenizeFlow };

/** A micromark extension: formulas by `$$`, `\(` and `\[`. A single `$` stays text. Linear in time. */
export const mathsSyntax = {
  text: { [DOLLAR]: text, [BACKSLASH]: escapedText },
  flow: { [DOLLAR]: flow, [BACKSLASH]: flow },
};
