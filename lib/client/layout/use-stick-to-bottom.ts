import 'client-only';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { isAtBottom } from '@/lib/domain/scroll/is-at-bottom';

/**
 * Keeps a scrolling box at its end while it grows, as long as the reader is there. A reader who
 * scrolls up stays where they are; coming back to the end follows it again.
 */
export function useStickToBottom() {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const lastTop = useRef(0);
  const [isAway, setIsAway] = useState(false);

  const toBottom = useCallback(() => {
    sticks.current = true;
    setIsAway(false);
    if (box.current) box.current.scrollTop = box.current.scrollHeight;
  }, []);

  const onScroll = useCallback(() => {
    if (!box.current) return;
    const { scrollTop } = box.current;
    // Not at the end can also mean that the text has grown since the box was moved there.
    const hasGoneUp = scrollTop < lastTop.current;
    lastTop.current = scrollTop;
    sticks.current = isAtBottom(box.current) || (sticks.current && !hasGoneUp);
    setIsAway(!sticks.current);
  }, []);

  useLayoutEffect(() => {
    if (!content.current || !box.current) return;
    const observer = new ResizeObserver(() => {
      if (sticks.current && box.current) box.current.scrollTop = box.current.scrollHeight;
    });
    // The box changes its height, too, when the composer under it does.
    observer.observe(content.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);

  return { box, content, onScroll, isAway, toBottom };
}
