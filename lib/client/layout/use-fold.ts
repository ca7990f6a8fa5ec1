import 'client-only';
import { useState } from 'react';

/** What a person folded or unfolded, by name: rows that scroll out of view come back as they were left. */
const choices = new Map<string, boolean>();

/**
 * Whether something is unfolded: as a person left it, else as it is meant to be now.
 *
 * @param name - The same for the same thing, wherever it is shown again.
 */
export function useFold(name: string, isOpenByItself: boolean) {
  const [choice, setChoice] = useState(() => choices.get(name));
  const isOpen = choice ?? isOpenByItself;
  /** It is folded or unfolded: what is news is somebody's choice. */
  const note = (isNowOpen: boolean) => {
    if (isNowOpen === isOpen) return;
    choices.set(name, isNowOpen);
    setChoice(isNowOpen);
  };
  return { isOpen, note };
}
