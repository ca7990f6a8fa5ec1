import 'client-only';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { isAtBottom } from '@/lib/domain/scroll/is-at-bottom';

/** Pixels: browsers round. */
const EXACTLY = 1;

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

  const follow = useCallback(() => {
    if (!sticks.current || !box.current) return;
    box.current.scrollTop = box.current.scrollHeight;
    lastTop.current = box.current.scrollTop;
  }, []);

  const toBottom = useCallback(() => {
    sticks.current = true;
    setIsAway(false);
    follow();
  }, [follow]);

  const onScroll = useCallback(() => {
    if (!box.current) return;
    const { scrollTop } = box.current;
    const hasGoneUp = scrollTop < lastTop.current;
    lastTop.current = scrollTop;
    // Only a reader goes up and is not at the very end then; a box that shrinks is.
    if (hasGoneUp) sticks.current = isAtBottom(box.current, EXACTLY);
    else sticks.current ||= isAtBottom(box.current);
    setIsAway(!sticks.current);
  }, []);

  /** The reader is about to go up: nothing may move the box before that shows. */
  const onWheel = useCallback(({ deltaY }: { readonly deltaY: number }) => {
    const canScroll = box.current && box.current.scrollHeight > box.current.clientHeight;
    if (deltaY < 0 && canScroll) sticks.current = false;
  }, []);

  useLayoutEffect(() => {
    if (!content.current || !box.current) return;
    const observer = new ResizeObserver(follow);
    // The box changes its height, too, when the composer under it does.
    observer.observe(content.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, [follow]);

  return { scroller: { ref: box, onScroll, onWheel }, content, isAway, toBottom };
}
