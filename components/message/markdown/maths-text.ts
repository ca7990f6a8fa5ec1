import {
  BACKSLASH,
  BRACKET,
  type Code,
  consumeLineEnding,
  DOLLAR,
  type Effects,
  isDigit,
  isLineEnding,
  PARENTHESIS,
  type State,
  type Tokenizer,
} from './micromark-tokenizer';

/** Texts in which a closing sign was looked for in vain, so that no text is read to its end twice. */
const inVain = new WeakMap<Tokenizer, Set<number>>();

/** Reads `$$…$$`, `\(…\)` and `\[…\]` within a paragraph. Without a closing sign they are text. */
export function tokenizeMathsText(this: Tokenizer, effects: Effects, ok: State, nok: State): State {
  const beginContent = (closing: number): State => {
    const giveUp: State = (code) => {
      inVain.set(this, (inVain.get(this) ?? new Set()).add(closing));
      return nok(code);
    };
    return inVain.get(this)?.has(closing) ? nok : readContent(effects, closing, ok, giveUp);
  };
  return readOpening(effects, beginContent, nok);
}

/** Reads `$$` (not `$$$`), `\(` or `\[`, then what `next` says for the closing sign. */
function readOpening(effects: Effects, next: (closing: number) => State, nok: State): State {
  const first: State = (code) => {
    effects.enter('mathsText');
    effects.enter('mathsData');
    effects.consume(code);
    return code === DOLLAR ? secondDollar : bracket;
  };
  const secondDollar: State = (code) => {
    if (code !== DOLLAR) return nok(code);
    effects.consume(code);
    return (after) => (after === DOLLAR ? nok(after) : next(DOLLAR)(after));
  };
  const bracket: State = (code) => {
    const kind = [PARENTHESIS, BRACKET].find(({ open }) => open === code);
    if (!kind) return nok(code);
    effects.consume(code);
    return next(kind.close);
  };
  return first;
}

/** Reads up to and with the closing sign: `$$`, or a backslash and the closing bracket. */
function readContent(effects: Effects, closing: number, ok: State, nok: State): State {
  const inside: State = (code) => {
    if (code === null) return nok(code);
    if (isLineEnding(code)) {
      effects.exit('mathsData');
      return lineEnd(code);
    }
    effects.consume(code);
    if (code === BACKSLASH) return afterBackslash;
    return code === DOLLAR && closing === DOLLAR ? afterDollar : inside;
  };
  const lineEnd: State = (code) => {
    consumeLineEnding(effects, code);
    return lineStart;
  };
  const lineStart: State = (code) => {
    if (code === null) return nok(code);
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
    return (next: Code) => (next === DOLLAR || isDigit(next) ? inside(next) : close(next));
  };
  const close: State = (code) => {
    effects.exit('mathsData');
    effects.exit('mathsText');
    return ok(code);
  };
  return inside;
}
