import 'client-only';
import { useEffect, useRef, useState } from 'react';

/** Above this length a growing block is shown anew only every `CALM_MILLISECONDS`. */
const LONG_CHARACTERS = 4000;
const CALM_MILLISECONDS = 200;

/**
 * A growing text, but not more often than the page can bear: a long block is parsed as a whole at
 * each change, such as a table of a hundred lines.
 *
 * @param isWriting - When `false` the text is handed on at once.
 */
export function useCalmText(text: string, isWriting: boolean): string {
  const isCalmed = isWriting && text.length > LONG_CHARACTERS;
  const [shown, setShown] = useState(text);
  const latest = useRef(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(() => {
    if (!isCalmed) return;
    const timer = setInterval(() => setShown(latest.current), CALM_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isCalmed]);
  if (isCalmed) return shown;
  if (shown !== text) setShown(text);
  return text;
}
