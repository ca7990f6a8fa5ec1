import 'server-only';

const HIGH_SURROGATE_START = 0xd800;
const LOW_SURROGATE_START = 0xdc00;

/** Makes the pieces of one text storable and showable. */
export type TextCleaner = {
  /** Cleans the next piece; half of a character at its end waits for the other half. */
  push(piece: string): string;
  /** What still waits when no more comes. */
  end(): string;
};

/**
 * Removes U+0000, which databases refuse, and replaces halves of characters that stay alone by U+FFFD.
 * A pair may be parted by the border of two pieces: then it comes whole with the second.
 */
export function createTextCleaner(): TextCleaner {
  let waiting = '';
  const clean = (text: string) =>
    (text.isWellFormed() ? text : text.toWellFormed()).replaceAll('\0', '');
  return {
    push(piece) {
      let text = waiting === '' ? piece : waiting + piece;
      waiting = '';
      const last = text.charCodeAt(text.length - 1);
      if (last >= HIGH_SURROGATE_START && last < LOW_SURROGATE_START) {
        waiting = text.slice(-1);
        text = text.slice(0, -1);
      }
      return clean(text);
    },
    end() {
      const text = clean(waiting);
      waiting = '';
      return text;
    },
  };
}
