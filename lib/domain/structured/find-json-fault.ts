/** What was looked for where a text stops being JSON. */
export type ExpectedInJson = 'value' | 'key' | 'colon' | 'comma' | 'string-end' | 'escape' | 'end';

/** The first place where a text stops being JSON; line and column count from 1. */
export type JsonFault = {
  readonly line: number;
  readonly column: number;
  readonly expected: ExpectedInJson;
};

const SPACE = /[ \t\r\n]*/y;
const LITERAL = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
/** What a string is made of, up to what ends it or may not stand in it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings (RFC 8259, 7).
const LETTERS = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

class Scanner {
  readonly #text: string;
  at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Moves behind what a pattern matches here. */
  take(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const isThere = pattern.test(this.#text);
    if (isThere) this.at = pattern.lastIndex;
    return isThere;
  }

  takeSign(sign: string): boolean {
    this.take(SPACE);
    if (this.#text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  isAtEnd(): boolean {
    this.take(SPACE);
    return this.at === this.#text.length;
  }

  /** Moves behind a string whose opening quote is taken. */
  finishString(): ExpectedInJson | null {
    for (;;) {
      this.take(LETTERS);
      const sign = this.#text[this.at];
      if (sign === '"') {
        this.at += 1;
        return null;
      }
      if (sign !== '\\') return 'string-end';
      if (!this.take(ESCAPE)) return 'escape';
    }
  }
}

type Open = '{' | '[';

/** Takes a key and its colon. */
function takeKey(scanner: Scanner): ExpectedInJson | null {
  if (!scanner.takeSign('"')) return 'key';
  const fault = scanner.finishString();
  if (fault) return fault;
  return scanner.takeSign(':') ? null : 'colon';
}

/** Takes a value, or opens one; `open` holds what is not closed. */
function takeValue(scanner: Scanner, open: Open[]): ExpectedInJson | 'opened' | null {
  if (scanner.takeSign('{')) {
    if (scanner.takeSign('}')) return null;
    open.push('{');
    return takeKey(scanner) ?? 'opened';
  }
  if (scanner.takeSign('[')) {
    if (scanner.takeSign(']')) return null;
    open.push('[');
    return 'opened';
  }
  if (scanner.takeSign('"')) return scanner.finishString();
  return scanner.take(LITERAL) ? null : 'value';
}

/** Goes from behind a value to where the next one begins; `null` at the end of all. */
function goOn(scanner: Scanner, open: Open[]): ExpectedInJson | 'more' | null {
  for (let last = open.at(-1); last; last = open.at(-1)) {
    if (scanner.takeSign(',')) return last === '{' ? (takeKey(scanner) ?? 'more') : 'more';
    if (!scanner.takeSign(last === '{' ? '}' : ']')) return 'comma';
    open.pop();
  }
  return scanner.isAtEnd() ? null : 'end';
}

function scan(scanner: Scanner): ExpectedInJson | null {
  const open: Open[] = [];
  for (;;) {
    const fault = takeValue(scanner, open);
    if (fault === 'opened') continue;
    if (fault) return fault;
    const next = goOn(scanner, open);
    if (next !== 'more') return next;
  }
}

/**
 * Says where a text stops being JSON (RFC 8259) and what was looked for there; `null` for JSON. Engines
 * tell that in words of their own, or not at all.
 */
export function findJsonFault(text: string): JsonFault | null {
  const scanner = new Scanner(text);
  const expected = scan(scanner);
  if (expected === null) return null;
  const before = text.slice(0, scanner.at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected };
}
