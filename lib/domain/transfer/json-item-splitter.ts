/** What precedes the list (closed, so that it can be parsed), or one item; `null`: too large to hold. */
export type JsonPiece =
  | { readonly type: 'head'; readonly text: string | null }
  | { readonly type: 'item'; readonly text: string | null };

const QUOTE = 34;
const COMMA = 44;
const OPEN_LIST = 91;
const BACKSLASH = 92;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const LIST_KEY = /"conversations"\s*:\s*$/;

/** Longest name of a member with the space around it. */
const TAIL_CHARACTERS = 64;

type Place = 'start' | 'head' | 'list' | 'end';

/**
 * Cuts a JSON text into the items of its list while it arrives, so that a large export is never held
 * or parsed whole. The list is the text itself or the member `conversations` of an object; an object
 * without that member is one item.
 *
 * Nothing is checked beyond what is needed to find the borders: whoever parses an item sees its faults.
 */
export class JsonItemSplitter {
  readonly #maxCharacters: number;
  #place: Place = 'start';
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Depth inside the list. */
  #listDepth = 0;
  #held: string[] = [];
  /** End of what is held, where the name of a member would be. */
  #tail = '';
  #heldLength = 0;
  #pieces: JsonPiece[] = [];

  /** @param maxCharacters - Largest item and head that is held. */
  constructor(maxCharacters: number) {
    this.#maxCharacters = maxCharacters;
  }

  /** Whether the text ended where JSON may end. */
  get isComplete(): boolean {
    return this.#place !== 'start' && this.#depth === 0 && !this.#isInString;
  }

  /** Reads on; returns what is complete. */
  push(text: string): JsonPiece[] {
    let from = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (this.#isInString) this.#readString(code);
      else if (code === QUOTE) this.#isInString = true;
      else if (this.#isBorder(code, text, from, index)) from = index + 1;
    }
    if (this.#place !== 'end') this.#hold(text.slice(from));
    return this.#take();
  }

  /** Says that nothing follows; returns an object without a list as the one item it is. */
  end(): JsonPiece[] {
    if (this.#place === 'head') this.#emit('item', '');
    return this.#take();
  }

  #readString(code: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === BACKSLASH) this.#isEscaped = true;
    else if (code === QUOTE) this.#isInString = false;
  }

  /** Follows the nesting; `true` where an item begins or ends behind this character. */
  #isBorder(code: number, text: string, from: number, index: number): boolean {
    const isInList = this.#place === 'list' && this.#depth === this.#listDepth;
    if (code === OPEN_OBJECT || code === OPEN_LIST) {
      this.#depth += 1;
      return this.#openList(code, text, from, index);
    }
    if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      this.#depth -= 1;
      if (!isInList) return false;
      this.#endItem(text.slice(from, index));
      this.#place = 'end';
      return true;
    }
    if (code !== COMMA || !isInList) return false;
    this.#endItem(text.slice(from, index));
    return true;
  }

  #openList(code: number, text: string, from: number, index: number): boolean {
    if (this.#place === 'start') {
      this.#place = code === OPEN_LIST ? 'list' : 'head';
      this.#listDepth = 1;
      return code === OPEN_LIST;
    }
    if (this.#place !== 'head' || code !== OPEN_LIST || this.#depth !== 2) return false;
    const tail = this.#tail + text.slice(Math.max(from, index - TAIL_CHARACTERS), index);
    if (!LIST_KEY.test(tail)) return false;
    this.#emit('head', `${text.slice(from, index)}[]}`);
    this.#place = 'list';
    this.#listDepth = 2;
    return true;
  }

  #endItem(rest: string): void {
    const isEmpty = this.#heldLength === 0 && rest.trim() === '';
    if (!isEmpty) this.#emit('item', rest);
  }

  #hold(text: string): void {
    this.#heldLength += text.trim() === '' && this.#heldLength === 0 ? 0 : text.length;
    if (this.#heldLength === 0) return;
    this.#tail = (this.#tail + text.slice(-TAIL_CHARACTERS)).slice(-TAIL_CHARACTERS);
    if (this.#heldLength > this.#maxCharacters) this.#held = [];
    else this.#held.push(text);
  }

  #emit(type: JsonPiece['type'], rest: string): void {
    this.#hold(rest);
    const isTooLarge = this.#heldLength > this.#maxCharacters;
    this.#pieces.push({ type, text: isTooLarge ? null : this.#held.join('') });
    this.#held = [];
    this.#heldLength = 0;
  }

  #take(): JsonPiece[] {
    const pieces = this.#pieces;
    this.#pieces = [];
    return pieces;
  }
}
