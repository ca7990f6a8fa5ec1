/** Fewest and most characters of a piece, in UTF-16 code units. */
const FEWEST = 2000;
const MOST = 8000;

export type Piece = { readonly start: number; readonly text: string };

/**
 * Cuts a long text into pieces that can stand below each other, each but the last at least 2,000 characters:
 * after a line, and within one only where it is longer than 8,000 characters. The line end between two pieces
 * is in neither. A growing text changes only its last piece.
 */
export function cutIntoPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  while (text.length - start > FEWEST) {
    const line = text.indexOf('\n', start + FEWEST);
    const isLine = line >= 0 && line <= start + MOST;
    // Not known yet where the line ends.
    if (!isLine && text.length <= start + MOST) break;
    const end = isLine ? line : endOfCharacter(text, start + MOST);
    pieces.push({ start, text: text.slice(start, end) });
    start = isLine ? end + 1 : end;
  }
  pieces.push({ start, text: text.slice(start) });
  return pieces;
}

/** Not within a character of two units. */
function endOfCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
