import 'server-only';

/** Looks for the end of a JSON object or list in a text that may come in pieces; reads each only once. */
export class JsonScan {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;

  /**
   * Reads on in the next piece.
   *
   * @param start - Where to begin in it: at the opening bracket in the first one.
   * @returns The index behind the end; -1 when it does not end there.
   */
  push(piece: string, start = 0): number {
    for (let index = start; index < piece.length; index += 1) {
      const character = piece[index];
      if (this.#isEscaped) this.#isEscaped = false;
      else if (this.#isInString) {
        if (character === '\\') this.#isEscaped = true;
        else if (character === '"') this.#isInString = false;
      } else if (character === '"') this.#isInString = true;
      else if (character === '{' || character === '[') this.#depth += 1;
      else if (character === '}' || character === ']') {
        this.#depth -= 1;
        if (this.#depth === 0) return index + 1;
      }
    }
    return -1;
  }
}
