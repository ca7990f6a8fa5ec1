import 'client-only';
import {
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { type RowRange, type Segment, segmentsOf } from '@/lib/domain/scroll/row-window';
import { ListView } from './list-view';
import type { Row } from './row-heights';

/** Rows mounted at first at the end of a list; the layout then says how many more are in view. */
const FIRST_ROWS = 4;

type Options<Shown extends Row> = {
  readonly rows: readonly Shown[];
  /** About how high a row will be in a column so wide, in pixels. The same function each time. */
  estimate(row: Shown, width: number): number;
  /** Rows that stay mounted wherever the reader is. */
  readonly keptIds: readonly (string | null | undefined)[];
};

/** A row to be mounted, or a gap and its height in pixels. */
export type Slot<Shown extends Row> =
  | { readonly type: 'row'; readonly row: Shown; readonly index: number }
  | { readonly type: 'gap'; readonly start: number; readonly height: number };

/** The last range, fitted to the list as it is now: who is at the end sees the end, however much was added. */
function fitRange(range: RowRange, count: number, isAtEnd: boolean): RowRange {
  const end = isAtEnd ? count : Math.min(range.end, count);
  const isFar = isAtEnd && count - range.end > FIRST_ROWS;
  const start = isFar ? count - FIRST_ROWS : range.start;
  return { start: Math.max(0, Math.min(start, end)), end };
}

/** Mounts what the reader's place asks for: at once what is in view, the rest while nobody waits. */
function useRange<Shown extends Row>(view: ListView<Shown>, rows: readonly Shown[]) {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<RowRange>({ start: 0, end: 0 });
  const [isAway, setIsAway] = useState(false);
  const { start, end } = fitRange(range, rows.length, !isAway);
  const mounted = useMemo(() => ({ start, end }), [start, end]);

  const follow = useCallback(() => {
    const { range: next, isUrgent } = view.next();
    const mount = () => setRange(next);
    setIsAway(view.isAway);
    if (isUrgent) flushSync(mount);
    else startTransition(mount);
  }, [view]);

  useLayoutEffect(
    () =>
      box.current && content.current
        ? view.attach(box.current, content.current, follow)
        : undefined,
    [view, follow],
  );
  // After every rendering: rows may have come, gone or grown.
  useLayoutEffect(() => {
    view.update(rows, mounted);
    const { range: next, isUrgent } = view.next();
    setIsAway(view.isAway);
    if (isUrgent) setRange(next);
  });
  useEffect(() => {
    const { range: next } = view.next();
    if (next === mounted) return;
    const timer = setTimeout(() => startTransition(() => setRange(next)), 0);
    return () => clearTimeout(timer);
  });
  return { box, content, mounted, isAway, setIsAway, setRange, follow };
}

/** A list as `useRowWindow` shows it. */
export type RowWindow<Shown extends Row> = ReturnType<typeof useRowWindow<Shown>>;

/**
 * Mounts only those rows of a long list that are in view and some around, in the flow of the page;
 * gaps stand for the others. Follows the end while the reader is there, and never moves who is not:
 * not while rows above are measured, change their height, come or go.
 */
export function useRowWindow<Shown extends Row>({ rows, estimate, keptIds }: Options<Shown>) {
  const [view] = useState(() => new ListView<Shown>(estimate));
  const { box, content, mounted, isAway, setIsAway, setRange, follow } = useRange(view, rows);

  const toEnd = useCallback(() => {
    view.toEnd();
    setIsAway(false);
  }, [view, setIsAway]);

  const stay = useCallback(() => {
    view.stay();
    setIsAway(true);
  }, [view, setIsAway]);
  const scrollTo = useCallback(
    (id: string): boolean => {
      const range = view.seek(id);
      if (range) {
        setIsAway(true);
        setRange(range);
      }
      return range !== null;
    },
    [view, setIsAway, setRange],
  );
  const onScroll = useCallback(() => {
    view.onScroll();
    follow();
  }, [view, follow]);
  const onWheel = useCallback(
    ({ deltaY }: { readonly deltaY: number }) => view.onWheel(deltaY),
    [view],
  );
  const slots = slotsOf(view, rows, segmentsOf(rows.length, mounted, indexesOf(rows, keptIds)));
  const scroller = { ref: box, onScroll, onWheel };
  return { scroller, content, slots, isAway, toEnd, stay, scrollTo };
}

function slotsOf<Shown extends Row>(
  view: ListView<Shown>,
  rows: readonly Shown[],
  segments: readonly Segment[],
): Slot<Shown>[] {
  const offsets = view.heights.offsetsOf(rows);
  return segments.flatMap((segment): Slot<Shown>[] => {
    if (segment.type === 'gap') {
      const { start, end } = segment;
      return [{ type: 'gap', start, height: (offsets[end] ?? 0) - (offsets[start] ?? 0) }];
    }
    const row = rows[segment.index];
    return row ? [{ type: 'row', row, index: segment.index }] : [];
  });
}

function indexesOf(rows: readonly Row[], ids: Options<Row>['keptIds']): number[] {
  const wanted = ids.filter((id) => id !== undefined && id !== null);
  return wanted.map((id) => rows.findLastIndex((row) => row.id === id));
}
