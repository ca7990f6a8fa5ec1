import 'server-only';

const OPEN = '[THINK]';
const CLOSE = '[/THINK]';

/** A piece of an answer, told apart. */
export type MarkedPiece = { readonly type: 'text' | 'reasoning'; readonly text: string };

/** Tells reasoning from text in an answer that carries raw markers. */
export type ThinkSplitter = {
  push(text: string): MarkedPiece[];
  end(): MarkedPiece[];
};

/** Length of the longest end of a text that may be the beginning of a marker. */
function partialMarkerLength(text: string): number {
  const start = text.lastIndexOf('[');
  if (start === -1) return 0;
  const tail = text.slice(start);
  return OPEN.startsWith(tail) || CLOSE.startsWith(tail) ? tail.length : 0;
}

function firstMarker(text: string): { index: number; marker: string } | null {
  const open = text.indexOf(OPEN);
  const close = text.indexOf(CLOSE);
  if (open === -1 && close === -1) return null;
  const isOpenFirst = close === -1 || (open !== -1 && open < close);
  return isOpenFirst ? { index: open, marker: OPEN } : { index: close, marker: CLOSE };
}

/**
 * Splits `[THINK]…[/THINK]`, which servers without a reasoning parser pass through as text. Markers may
 * be cut anywhere. Never opened: all is text. Never closed: the rest is reasoning. A stray closing
 * marker is dropped.
 */
export function createThinkSplitter(): ThinkSplitter {
  let type: MarkedPiece['type'] = 'text';
  let waiting = '';

  function split(text: string): MarkedPiece[] {
    const pieces: MarkedPiece[] = [];
    let rest = text;
    for (let found = firstMarker(rest); found; found = firstMarker(rest)) {
      if (found.index > 0) pieces.push({ type, text: rest.slice(0, found.index) });
      type = found.marker === OPEN ? 'reasoning' : 'text';
      rest = rest.slice(found.index + found.marker.length);
    }
    const held = partialMarkerLength(rest);
    waiting = held === 0 ? '' : rest.slice(-held);
    if (rest.length > held) pieces.push({ type, text: rest.slice(0, rest.length - held) });
    return pieces;
  }

  return {
    push(text) {
      if (waiting === '' && !text.includes('[')) return text === '' ? [] : [{ type, text }];
      return split(waiting + text);
    },
    end() {
      const text = waiting;
      waiting = '';
      return text === '' ? [] : [{ type, text }];
    },
  };
}
