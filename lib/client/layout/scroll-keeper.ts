import 'client-only';
import { isAtBottom } from '@/lib/domain/scroll/is-at-bottom';

/** Pixels: browsers round. */
const EXACTLY = 1;

/** Something in view, and how far below the beginning of the content it stood. */
type Anchor = { readonly element: Element; readonly top: number };

/** The first of some elements, which stand below each other, that ends below a line of the screen. */
function firstBelow(elements: ArrayLike<Element>, line: number): Element | undefined {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const bottom = elements[middle]?.getBoundingClientRect().bottom ?? 0;
    if (bottom > line) high = middle;
    else low = middle + 1;
  }
  return elements[low];
}

/**
 * Holds a scrolling box where its reader wants it, whatever changes its size: at the end while the
 * reader is there, else with the same words in the same place. The browser's own anchoring is to be
 * switched off (`overflow-anchor: none`): Safari has none, and two would add up.
 */
export class ScrollKeeper {
  readonly #box: HTMLElement;
  readonly #content: HTMLElement;
  #sticks = true;
  #lastTop = 0;
  /** The innermost first: it is the most exact, and the first to go. */
  #anchors: readonly Anchor[] = [];

  /** @param content - The only thing in the box. Its children, and `[data-anchor]` in them, can be anchors. */
  constructor(box: HTMLElement, content: HTMLElement) {
    this.#box = box;
    this.#content = content;
  }

  /** Whether the end is followed. */
  get sticks(): boolean {
    return this.#sticks;
  }

  /** Follows the end from now on, or stops to. */
  stick(sticks: boolean): void {
    this.#sticks = sticks;
    if (!sticks) this.#remember();
  }

  /** Follows the end from now on if it is in view. */
  stickAtEnd(): void {
    this.#sticks ||= isAtBottom(this.#box);
  }

  /** To be called when something in the box has changed its size, before it is painted. */
  keep(): void {
    // A key or a script scrolls at once, and its event comes a frame later.
    this.#notice();
    const anchor = this.#anchors.find(({ element }) => element.isConnected);
    if (this.#sticks) this.#box.scrollTop = this.#box.scrollHeight;
    else if (anchor) this.#moveBy(this.#topOf(anchor.element) - anchor.top);
    this.#lastTop = this.#box.scrollTop;
    if (!this.#sticks) this.#remember();
  }

  /** To be called when the box was scrolled, by whomever. */
  onScroll(): void {
    const hasGoneDown = this.#box.scrollTop > this.#lastTop;
    this.#notice();
    if (hasGoneDown) this.#sticks ||= isAtBottom(this.#box);
    if (!this.#sticks) this.#remember();
  }

  /** The reader is about to go up: nothing may move the box before that shows. */
  onWheel(deltaY: number): void {
    const canScroll = this.#box.scrollHeight > this.#box.clientHeight;
    if (deltaY < 0 && canScroll) this.stick(false);
  }

  /** Puts an element at the upper edge, some pixels below it. */
  show(element: Element, margin: number): void {
    this.#sticks = false;
    const edge = this.#box.getBoundingClientRect().top + margin;
    this.#box.scrollTop += element.getBoundingClientRect().top - edge;
    this.#lastTop = this.#box.scrollTop;
    this.#remember();
  }

  /** Only a reader goes up and is not at the very end then; a box that shrinks is. */
  #notice(): void {
    const { scrollTop } = this.#box;
    if (scrollTop < this.#lastTop) this.#sticks = isAtBottom(this.#box, EXACTLY);
    this.#lastTop = scrollTop;
  }

  #moveBy(pixels: number): void {
    if (Math.abs(pixels) > EXACTLY / 2) this.#box.scrollTop += pixels;
  }

  #topOf(element: Element): number {
    return element.getBoundingClientRect().top - this.#content.getBoundingClientRect().top;
  }

  #remember(): void {
    const line = this.#box.getBoundingClientRect().top + EXACTLY;
    const row = firstBelow(this.#content.children, line);
    if (!row) return;
    const inner = firstBelow(row.querySelectorAll('[data-anchor]'), line);
    const elements = inner ? [inner, row] : [row];
    this.#anchors = elements.map((element) => ({ element, top: this.#topOf(element) }));
  }
}
