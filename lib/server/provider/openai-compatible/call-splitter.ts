import 'server-only';
import type { JsonScan } from './json-scan';
import { CALL_MARKER, type PrintedCall, readCutCall, readPrintedCall } from './read-printed-calls';

/** A text with the calls that were printed in it taken out. */
export type SplitText = { readonly text: string; readonly calls: readonly PrintedCall[] };

/** Calls that follow each other, and what is behind them. */
type ReadCalls = { readonly calls: readonly PrintedCall[]; readonly rest: string };

const NO_CALLS: readonly PrintedCall[] = [];
const NAME_CHARACTER = /[A-Za-z0-9_-]/;
/** What waits for the end of a call at most, in characters; longer ones are text. */
const MAX_HELD_CHARACTERS = 64 * 1024;

/**
 * Takes calls out of a text that were printed into it, however it is cut: `[TOOL_CALLS]name{…}` in its
 * forms, and a bare `name{…}` that nothing but other calls follows. Text waits only where a call may have
 * begun. What turns out to be none comes as text. The work grows with the length of the text, whatever it says.
 */
export class CallSplitter {
  readonly #names: ReadonlySet<string>;
  readonly #initials: ReadonlySet<string>;
  #held = '';
  /** The character before what is held. */
  #last = '';
  /** Calls at the beginning of what is held, and where they end. */
  #calls: PrintedCall[] = [];
  #callsEnd = 0;
  /** JSON behind them that goes on to the end of what is held. */
  #unfinished: JsonScan | undefined;

  /** @param offered - Names of the tools that were offered; without any the text passes as it is. */
  constructor(offered: readonly string[]) {
    this.#names = new Set(offered);
    this.#initials = new Set([CALL_MARKER, ...offered].map((beginning) => beginning.charAt(0)));
  }

  push(text: string): SplitText {
    if (this.#names.size === 0) return { text, calls: NO_CALLS };
    this.#held += text;
    const isUnfinished = this.#unfinished?.push(text) === -1;
    const split = isUnfinished ? { text: '', calls: NO_CALLS } : this.#split(false);
    if (this.#held.length <= MAX_HELD_CHARACTERS) return split;
    return { ...split, text: split.text + this.#letGo(this.#held.length) };
  }

  /** What still waits when no more comes. */
  end(): SplitText {
    return this.#split(true);
  }

  #split(isEnd: boolean): SplitText {
    let text = '';
    const found: PrintedCall[] = [];
    let onlyMarked = false;
    this.#unfinished = undefined;
    while (this.#held !== '') {
      if (this.#callsEnd === 0) text += this.#letGo(this.#nextCandidate(onlyMarked));
      const read = this.#held === '' ? null : this.#readCalls(isEnd);
      if (read === null) break;
      const isMarked = this.#held.startsWith(CALL_MARKER);
      if (read.calls.length === 0) {
        // It never ends: of all that follows only a marker begins a call, and behind a marker nothing does.
        onlyMarked = true;
        text += this.#letGo(isMarked ? this.#held.length : 1);
      } else if (isMarked || read.rest === '') {
        for (const call of read.calls) found.push(call);
        this.#letGo(this.#held.length - read.rest.length);
      } else {
        // Bare calls with text behind them are text, each of them.
        text += this.#letGo(this.#callsEnd);
      }
    }
    return { text, calls: found };
  }

  /** Takes text from the beginning of what is held. */
  #letGo(length: number): string {
    const text = this.#held.slice(0, length);
    this.#last = text.at(-1) ?? this.#last;
    this.#held = this.#held.slice(length);
    this.#calls = [];
    this.#callsEnd = 0;
    this.#unfinished = undefined;
    return text;
  }

  /** Where a call may begin; the end where none can. */
  #nextCandidate(onlyMarked: boolean): number {
    let index = 0;
    while (index < this.#held.length) {
      const reading = this.#mayBegin(index, onlyMarked)
        ? readPrintedCall(this.#held, index, this.#names)
        : null;
      if (reading && reading.type !== 'text') return index;
      // What ends and is no call is text to its end.
      index = reading?.end ?? index + 1;
    }
    return this.#held.length;
  }

  /** `forget_weather{` is no call of `get_weather`. */
  #mayBegin(index: number, onlyMarked: boolean): boolean {
    const character = this.#held.charAt(index);
    if (character === '[') return true;
    if (onlyMarked || !this.#initials.has(character)) return false;
    const before = index === 0 ? this.#last : this.#held.charAt(index - 1);
    return !NAME_CHARACTER.test(before);
  }

  /** Calls at the beginning of what is held; `null` while more of it decides. */
  #readCalls(isEnd: boolean): ReadCalls | null {
    const calls = this.#calls;
    for (;;) {
      const behind = this.#held.slice(this.#callsEnd);
      const rest = calls.length > 0 ? behind.trimStart() : behind;
      this.#callsEnd = this.#held.length - rest.length;
      if (rest === '') {
        const isDone = isEnd || this.#held.startsWith(CALL_MARKER);
        return isDone ? { calls, rest } : null;
      }
      const reading = readPrintedCall(rest, 0, this.#names);
      if (reading.type === 'open' && !isEnd) {
        this.#unfinished = reading.scan;
        return null;
      }
      const cut = reading.type === 'open' ? readCutCall(rest, this.#names) : null;
      if (cut) return { calls: [...calls, cut], rest: '' };
      if (reading.type !== 'calls') return { calls, rest };
      calls.push(...reading.calls);
      this.#callsEnd += reading.end;
    }
  }
}
