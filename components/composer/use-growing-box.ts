import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Lets a text box grow with its text where the browser has no `field-sizing`; CSS limits the height. */
export function useGrowingBox(text: string): RefObject<HTMLTextAreaElement | null> {
  const ref = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text is the reason to measure again.
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || CSS.supports('field-sizing', 'content')) return;
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight}px`;
  }, [text]);
  return ref;
}
