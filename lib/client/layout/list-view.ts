import 'client-only';
import {
  covers,
  type RowRange,
  rowsBetween,
  stepTowards,
  widen,
} from '@/lib/domain/scroll/row-window';
import { type Row, RowHeights } from './row-heights';
import { ScrollKeeper } from './scroll-keeper';

/** Rows kept ready on each side of what is in view: a short list is mounted as a whole. */
const READY_ROWS = 20;

/** New rows that are mounted in one go on each side while nobody waits for them. */
const STEP_ROWS = 2;

/** Pixels between the upper edge of the box and a row that was asked for, which begins with 12 of its own. */
const SHOW_MARGIN = 12;

/** What to mount next; urgent when something in view is missing. */
type NextRange = { readonly range: RowRange; readonly isUrgent: boolean };

/** The mounted part of a long list: its elements, their heights, and where the reader is. */
export class ListView<Shown extends Row> {
  readonly heights: RowHeights<Shown>;
  #rows: readonly Shown[] = [];
  #mounted: RowRange = { start: 0, end: 0 };
  #box: HTMLElement | null = null;
  #content: HTMLElement | null = null;
  #keeper: ScrollKeeper | null = null;
  /** Row that was asked for and is shown as soon as it is mounted. */
  #wanted: string | null = null;
  #staysOnce = false;

  constructor(estimate: (row: Shown, width: number) => number) {
    this.heights = new RowHeights((row) => estimate(row, this.#content?.clientWidth ?? 0));
  }

  /** Whether the reader is away from the end. */
  get isAway(): boolean {
    return this.#keeper !== null && !this.#keeper.sticks;
  }

  /**
   * Takes up the elements of the list.
   *
   * @param content - The only child of the box; its children are the rows (`data-row` is their id) and gaps.
   * @param onResize - Something has changed its size, and the reader is where they were.
   * @returns Gives them up.
   */
  attach(box: HTMLElement, content: HTMLElement, onResize: () => void): () => void {
    const observer = new ResizeObserver(() => {
      this.#measure();
      this.#keeper?.keep();
      onResize();
    });
    // The box changes its height, too, when the composer under it does.
    observer.observe(box);
    observer.observe(content);
    this.#box = box;
    this.#content = content;
    this.#keeper = new ScrollKeeper(box, content);
    return () => observer.disconnect();
  }

  /** To be called when rows were mounted, before they are painted. */
  update(rows: readonly Shown[], mounted: RowRange): void {
    const hasChanged = rows !== this.#rows;
    this.#rows = rows;
    this.#mounted = mounted;
    this.#measure();
    this.#keeper?.keep();
    if (this.#staysOnce && hasChanged) {
      this.#staysOnce = false;
      this.#keeper?.stickAtEnd();
    }
    const element = this.#elements().find((row) => row.dataset.row === this.#wanted);
    if (!element) return;
    this.#wanted = null;
    this.#keeper?.show(element, SHOW_MARGIN);
  }

  /** What should be mounted for the reader's place; the same range when nothing is to be done. */
  next(): NextRange {
    const count = this.#rows.length;
    const inView = this.#inView();
    if (!covers(this.#mounted, inView)) {
      return { range: widen(inView, STEP_ROWS, count), isUrgent: true };
    }
    const ready = widen(inView, READY_ROWS, count);
    const range = stepTowards(this.#mounted, ready, STEP_ROWS);
    return { range: isSame(range, this.#mounted) ? this.#mounted : range, isUrgent: false };
  }

  onScroll(): void {
    this.#keeper?.onScroll();
  }

  onWheel(deltaY: number): void {
    this.#keeper?.onWheel(deltaY);
  }

  /** Goes to the end, and follows it from now on. */
  toEnd(): void {
    this.#wanted = null;
    this.#keeper?.stick(true);
    this.#keeper?.keep();
  }

  /** What is in view stays there when the rows change next; the end is followed after that only if it is in view. */
  stay(): void {
    this.#staysOnce = true;
    this.#keeper?.stick(false);
  }

  /**
   * Goes to a row as soon as it is mounted.
   *
   * @returns What is to be mounted for that; `null` when there is no such row.
   */
  seek(id: string): RowRange | null {
    const index = this.#rows.findIndex((row) => row.id === id);
    if (index < 0) return null;
    this.#wanted = id;
    this.#keeper?.stick(false);
    return widen({ start: index, end: index + 1 }, STEP_ROWS, this.#rows.length);
  }

  #inView(): RowRange {
    if (!this.#box || !this.#content) return { start: 0, end: 0 };
    const { scrollTop, clientHeight } = this.#box;
    return rowsBetween(this.heights.offsetsOf(this.#rows), scrollTop, scrollTop + clientHeight);
  }

  #elements(): HTMLElement[] {
    const children = [...(this.#content?.children ?? [])];
    return children.flatMap((child) =>
      child instanceof HTMLElement && child.dataset.row !== undefined ? [child] : [],
    );
  }

  #measure(): void {
    for (const element of this.#elements()) {
      const { row } = element.dataset;
      if (row !== undefined) this.heights.set(row, element.getBoundingClientRect().height);
    }
  }
}

const isSame = (one: RowRange, other: RowRange) =>
  one.start === other.start && one.end === other.end;
