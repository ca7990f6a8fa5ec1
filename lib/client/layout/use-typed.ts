import 'client-only';
import { useEffect, useRef, useState } from 'react';
import { useLatest } from './use-latest';

/** A pause in typing after which a text counts, in milliseconds. */
const PAUSE_MS = 600;

/**
 * A text that is typed and counts after a pause, and when its field is left. While it is typed it is shown as
 * it was typed.
 *
 * @param value - What it is without that.
 * @param commit - Takes the text; `false` for one that cannot be taken, which then stays.
 */
export function useTyped(value: string, commit: (text: string) => boolean) {
  const [typed, setTyped] = useState<string | null>(null);
  const waiting = useRef<{ text: string; timer: ReturnType<typeof setTimeout> } | null>(null);
  const latest = useLatest(commit);

  const commitWaiting = (): boolean => {
    const { text, timer } = waiting.current ?? {};
    clearTimeout(timer);
    waiting.current = null;
    return text === undefined || latest.current(text);
  };
  const last = useLatest(commitWaiting);
  // What was typed counts also where the field goes away.
  useEffect(() => () => void last.current(), [last]);

  return {
    text: typed ?? value,
    type(text: string) {
      clearTimeout(waiting.current?.timer);
      setTyped(text);
      waiting.current = { text, timer: setTimeout(() => void last.current(), PAUSE_MS) };
    },
    /** The field is left. */
    leave() {
      if (typed === null) return;
      clearTimeout(waiting.current?.timer);
      waiting.current = null;
      if (latest.current(typed)) setTyped(null);
    },
    /** What was typed does not count. */
    forget() {
      clearTimeout(waiting.current?.timer);
      waiting.current = null;
      setTyped(null);
    },
  };
}
