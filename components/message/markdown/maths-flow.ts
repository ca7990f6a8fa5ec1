import {
  BACKSLASH,
  BRACKET,
  type Code,
  type Construct,
  consumeLineEnding,
  DOLLAR,
  type Effects,
  isLineEnding,
  isSpace,
  type State,
  type Tokenizer,
} from './micromark-tokenizer';

/**
 * Reads a formula in a list or quote, between lines that hold only `$$`, or `\[` and `\]`. Without a
 * closing sign it goes on to the end of the list or quote; what shows it then shows text.
 */
export function tokenizeMathsFlow(this: Tokenizer, effects: Effects, ok: State, nok: State): State {
  const end: State = (code) => {
    effects.exit('mathsFlow');
    return ok(code);
  };
  const afterOpening = (closing: number): State => {
    const rest: State = (code) => {
      if (isSpace(code)) {
        effects.consume(code);
        return rest;
      }
      if (code !== null && !isLineEnding(code)) return nok(code);
      effects.exit('mathsData');
      return this.interrupt ? end(code) : readLines(effects, closing, end)(code);
    };
    return rest;
  };
  return (code) => {
    const isDollar = code === DOLLAR;
    effects.enter('mathsFlow');
    effects.enter('mathsData');
    effects.consume(code);
    return (second) => {
      if (second !== (isDollar ? DOLLAR : BRACKET.open)) return nok(second);
      effects.consume(second);
      return afterOpening(isDollar ? DOLLAR : BRACKET.close);
    };
  };
}

/** Reads lines, from the end of one, up to and with the one that ends in the closing sign. */
function readLines(effects: Effects, closing: number, end: State): State {
  const before = closing === DOLLAR ? DOLLAR : BACKSLASH;
  let isClosed = false;
  let last: Code = null;
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
      isClosed = code === closing && last === before;
      last = code;
    }
    effects.consume(code);
    return inside;
  };
  return lineEnd;
}

/** Goes to the next line, unless that has left the list or quote. */
const nextLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      consumeLineEnding(effects, code);
      return (next) => (this.parser.lazy[this.now().line] ? nok(next) : ok(next));
    };
  },
};
