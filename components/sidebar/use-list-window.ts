'use client';

import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type RefObject, useCallback, useState } from 'react';
import { useMediaQuery } from '@/lib/client/layout/use-media-query';
import type { ListRow } from './list-rows';

/** Heights in rem, so that they grow with the person's letters; of a fine and of a coarse pointer. */
const HEIGHTS = {
  heading: [2.5, 2.75],
  conversation: [2.625, 3],
  folder: [2.25, 2.75],
  more: [3, 3.5],
} as const satisfies Record<ListRow['type'], readonly [number, number]>;

/** Lines beyond the window's edges that are there too: a fast scroll shows no gap. */
const OVERSCAN = 12;

function keyOf(row: ListRow | undefined, index: number): string | number {
  if (row?.type === 'conversation') return row.conversation.id;
  if (row?.type === 'folder') return `folder ${row.folder.name}`;
  return row ? `${row.type} ${row.section}` : index;
}

const USUAL_FONT_SIZE = 16;

/** Pixels of one rem; while the page is rendered on the server there is nothing to measure, nor to list. */
function rootFontSize(): number {
  if (typeof document === 'undefined') return USUAL_FONT_SIZE;
  const { fontSize } = getComputedStyle(document.documentElement);
  return Number.parseFloat(fontSize) || USUAL_FONT_SIZE;
}

/**
 * The lines of a long list that are in view or near it. The one with the focus and its neighbours stay,
 * however far they are scrolled away: the focus is not lost, and goes on from there.
 */
export function useListWindow(rows: readonly ListRow[], scroller: RefObject<HTMLElement | null>) {
  const isCoarse = useMediaQuery('(pointer: coarse)');
  const [rem] = useState(rootFontSize);
  const [focusedKey, setFocusedKey] = useState<string | number | null>(null);
  const focused =
    focusedKey === null ? -1 : rows.findIndex((row, index) => keyOf(row, index) === focusedKey);
  const rangeExtractor = useCallback(
    (range: Range) => {
      const indexes = defaultRangeExtractor(range);
      if (focused < 0) return indexes;
      // Two on each side: the next line may be a heading, which takes no focus.
      const kept = [-2, -1, 0, 1, 2]
        .map((step) => focused + step)
        .filter((index) => index >= 0 && index < range.count);
      return [...new Set([...indexes, ...kept])].sort((one, other) => one - other);
    },
    [focused],
  );
  const heightOf = (index: number) => {
    const row = rows[index];
    return row ? HEIGHTS[row.type][isCoarse ? 1 : 0] * rem : 0;
  };
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: heightOf,
    getItemKey: (index) => keyOf(rows[index], index),
    overscan: OVERSCAN,
    rangeExtractor,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems().flatMap(({ index, start, size }) => {
    const row = rows[index];
    const box = { top: start, height: size };
    return row ? [{ row, key: keyOf(row, index), box }] : [];
  });
  return {
    items,
    height: virtualizer.getTotalSize(),
    /** For each line: keeps it while the focus is in it. */
    focusHandlers: (key: string | number) => ({
      onFocus: () => setFocusedKey(key),
      // Inside of the list the line that gets the focus says so; until then this one must stay.
      onBlur: ({ relatedTarget }: FocusEvent) => {
        if (!scroller.current?.contains(relatedTarget)) setFocusedKey(null);
      },
    }),
  };
}

export type WindowItem = ReturnType<typeof useListWindow>['items'][number];
