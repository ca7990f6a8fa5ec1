import { expect, test } from 'vitest';
import { ScrollKeeper } from '@/lib/client/layout/scroll-keeper';

/** A box of 500 pixels with rows in it: no more of the page than the keeper asks for. */
class FakeBox {
  readonly clientHeight = 500;
  heights: number[];
  #top = 0;
  constructor(...heights: number[]) {
    this.heights = heights;
  }
  get scrollHeight() {
    return this.heights.reduce((sum, height) => sum + height, 0);
  }
  get scrollTop() {
    return Math.min(this.#top, Math.max(0, this.scrollHeight - this.clientHeight));
  }
  set scrollTop(top: number) {
    this.#top = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight));
  }
  getBoundingClientRect = () => ({ top: 0, bottom: this.clientHeight });
  readonly rows = [0, 1, 2].map((index) => ({
    isConnected: true,
    querySelectorAll: () => [],
    getBoundingClientRect: () => {
      const before = this.heights.slice(0, index).reduce((sum, height) => sum + height, 0);
      const top = before - this.scrollTop;
      return { top, bottom: top + (this.heights[index] ?? 0) };
    },
  }));
  readonly content = {
    children: this.rows,
    getBoundingClientRect: () => ({ top: -this.scrollTop }),
  };
}

/** The keeper asks no more of an element than the stand-in has; its type asks for all of it. */
const asElement = (part: object) => part as HTMLElement;

function open(...heights: number[]) {
  const box = new FakeBox(...heights);
  const keeper = new ScrollKeeper(asElement(box), asElement(box.content));
  keeper.keep();
  return { box, keeper };
}

/** As a person scrolls: the place first, its event a moment later. */
function scroll({ box, keeper }: ReturnType<typeof open>, top: number) {
  box.scrollTop = top;
  keeper.onScroll();
}

test('the end is followed while the reader is there', () => {
  const { box, keeper } = open(400, 400, 400);
  expect(box.scrollTop).toBe(700);
  box.heights = [400, 400, 900];
  keeper.keep();
  expect(box.scrollTop).toBe(1200);
});

test('a reader who went up, if only a little, keeps the same words in the same place', () => {
  const opened = open(400, 400, 400);
  scroll(opened, 690);
  opened.box.heights = [650, 400, 900];
  opened.keeper.keep();
  expect(opened.keeper.sticks).toBe(false);
  expect(opened.box.scrollTop).toBe(940);
});

test('a reader who went up is not thrown back before the event of that has come', () => {
  const { box, keeper } = open(400, 400, 400);
  box.scrollTop = 300;
  box.heights = [400, 400, 450];
  keeper.keep();
  keeper.onScroll();
  expect(keeper.sticks).toBe(false);
  expect(box.scrollTop).toBe(300);
});

test('back at the end it is followed again', () => {
  const opened = open(400, 400, 400);
  scroll(opened, 300);
  scroll(opened, 690);
  expect(opened.keeper.sticks).toBe(true);
});

test('content that shrinks moves the box, and is no reader', () => {
  const { box, keeper } = open(400, 400, 400);
  box.heights = [400, 400, 100];
  keeper.keep();
  expect(keeper.sticks).toBe(true);
  box.heights = [400, 400, 800];
  keeper.keep();
  expect(box.scrollTop).toBe(1100);
});

test('a wheel that turns up is believed at once, unless there is nowhere to go', () => {
  const { box, keeper } = open(400, 400, 400);
  keeper.onWheel(-1);
  box.heights = [400, 400, 900];
  keeper.keep();
  expect(box.scrollTop).toBe(700);
  const short = open(100, 100, 100);
  short.keeper.onWheel(-1);
  expect(short.keeper.sticks).toBe(true);
});
