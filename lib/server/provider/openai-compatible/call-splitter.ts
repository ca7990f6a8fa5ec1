import 'server-only';
import { CALL_MARKER, type PrintedCall, readCutCall, readPrintedCall } from './read-printed-calls';

/** A text with the calls that were printed in it taken out. */
export type SplitText = { readonly text: string; readonly calls: readonly PrintedCall[] };

/** Calls that follow each other, and what is behind them. */
type ReadCalls = { readonly calls: readonly PrintedCall[]; readonly rest: string };

const NO_CALLS: readonly PrintedCall[] = [];
const NAME_CHARACTER = /[A-Za-z0-9_-]/;

/**
 * Takes calls out of a text that were printed into it, however it is cut: `[TOOL_CALLS]name{…}` in its
 * forms, and a bare `name{…}` that nothing but other calls follows. Text waits only where a call may have
 * begun. What turns out to be none comes as text.
 */
export class CallSplitter {
  readonly #names: ReadonlySet<string>;
  readonly #initials: ReadonlySet<string>;
  #held = '';
  /** The character before what is held. */
  #last = '';

  /** @param offered - Names of the tools that were offered; without any the text passes as it is. */
  constructor(offered: readonly string[]) {
    this.#names = new Set(offered);
    this.#initials = new Set([CALL_MARKER, ...offered].map((beginning) => beginning.charAt(0)));
  }

  push(text: string): SplitText {
    if (this.#names.size === 0) return { text, calls: NO_CALLS };
    this.#held += text;
    return this.#split(false);
  }

  /** What still waits when no more comes. */
  end(): SplitText {
    return this.#split(true);
  }

  #split(isEnd: boolean): SplitText {
    let text = '';
    const found: PrintedCall[] = [];
    let from = 0;
    while (this.#held !== '') {
      text += this.#letGo(this.#nextCandidate(from));
      const read = this.#held === '' ? null : this.#readCalls(isEnd);
      if (read === null) break;
      const isBareInText = !this.#held.startsWith(CALL_MARKER) && read.rest !== '';
      const isCall = read.calls.length > 0 && !isBareInText;
      if (isCall) {
        found.push(...read.calls);
        this.#held = read.rest;
      }
      // What only looked like a call is text; the search goes on behind its first character.
      from = isCall ? 0 : 1;
    }
    return { text, calls: found };
  }

  /** Takes text from the beginning of what is held. */
  #letGo(length: number): string {
    const text = this.#held.slice(0, length);
    this.#last = text.at(-1) ?? this.#last;
    this.#held = this.#held.slice(length);
    return text;
  }

  /** Where a call may begin, from a place on; the end where none can. */
  #nextCandidate(from: number): number {
    for (let index = from; index < this.#held.length; index += 1) {
      if (
        this.#mayBegin(index) &&
        readPrintedCall(this.#held, index, this.#names).type !== 'text'
      ) {
        return index;
      }
    }
    return this.#held.length;
  }

  /** `forget_weather{` is no call of `get_weather`. */
  #mayBegin(index: number): boolean {
    const character = this.#held.charAt(index);
    if (!this.#initials.has(character)) return false;
    const before = index === 0 ? this.#last : this.#held.charAt(index - 1);
    return character === '[' || !NAME_CHARACTER.test(before);
  }

  /** Calls at the beginning of what is held; `null` while more of it decides. */
  #readCalls(isEnd: boolean): ReadCalls | null {
    const calls: PrintedCall[] = [];
    let rest = this.#held;
    for (;;) {
      const reading = readPrintedCall(rest, 0, this.#names);
      if (reading.type === 'open' && !isEnd) return null;
      const cut = reading.type === 'open' ? readCutCall(rest, this.#names) : null;
      if (cut) return { calls: [...calls, cut], rest: '' };
      if (reading.type !== 'calls') return { calls, rest };
      calls.push(...reading.calls);
      rest = rest.slice(reading.end).trimStart();
      const isDone = isEnd || this.#held.startsWith(CALL_MARKER);
      if (rest === '') return isDone ? { calls, rest } : null;
    }
  }
}
