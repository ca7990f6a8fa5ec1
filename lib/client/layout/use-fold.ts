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
  const toggle = () => {
    choices.set(name, !isOpen);
    setChoice(!isOpen);
  };
  return { isOpen, toggle };
}
