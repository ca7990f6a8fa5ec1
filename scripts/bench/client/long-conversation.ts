import type { Browser, Page } from '@playwright/test';
import { percentile } from '../../load/statistics';
import { heapAfterCollection } from './heap-after-collection';
import { numberedAnswer } from './numbered-answer';
import { traceTasks } from './trace-tasks';
import { watchFrames, watchIdlePage } from './watch-frames';

/** Words that only the last message has. */
const LAST_WORDS = 'These are the very last words.';

const SCROLL_STEPS = 300;
const SCROLL_PIXELS = 120;
const TYPED = 'What does this picture show, and what does it cost?';

/** Answers of all kinds, from a line to a page, and the last one with words of its own. */
export function longConversation(turns: number) {
  const answers = [20, 60, 120, 250, 40, 90, 500].map((count) => numberedAnswer(count).join(''));
  return {
    turns,
    question: (turn: number) => `Question ${turn}: ${'and what else is there? '.repeat(turn % 5)}`,
    answer: (turn: number) =>
      (answers[turn % answers.length] ?? '') + (turn === turns - 1 ? `\n\n${LAST_WORDS}` : ''),
  };
}

export type LongConversation = {
  openMs: number;
  openCpuLongestMs: number;
  /** Main-thread share of the opening: processor time by what it took, until a second and a half after it. */
  openBusyPercent: number;
  openHeapMegabytes: number;
  scrollDroppedPercent: number;
  /** Of a page that does nothing meanwhile: what the machine drops. */
  scrollIdleDroppedPercent: number;
  /** What is over that: the page's own part. */
  scrollOwnDroppedPercent: number;
  scrollEmptyPercent: number;
  scrollLongestCpuMs: number;
  typingP95Ms: number;
  typingWorstMs: number;
  typingSlowEvents: number;
};

/** Notes when the last message was painted, and how long each key took. */
async function watchOpening(page: Page): Promise<void> {
  await page.addInitScript((words) => {
    const seen = { paintedAt: 0, keys: [] as number[], slow: [] as number[], empty: 0, looks: 0 };
    Object.assign(window, { seen });
    const look = () => {
      const articles = document.querySelectorAll('[role=log] article');
      if (!articles[articles.length - 1]?.textContent?.includes(words)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => (seen.paintedAt = performance.now()), 0));
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => seen.keys.push(performance.now() - timeStamp));
      },
      { capture: true },
    );
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { name, processingStart, processingEnd } = entry as PerformanceEventTiming;
        if (/^(key|input)/.test(name)) seen.slow.push(processingEnd - processingStart);
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  }, LAST_WORDS);
}

/** Counts frames in which the middle of the thread shows no message. */
async function watchEmptyFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = Reflect.get(window, 'seen');
    const box = document.querySelector('[role=log]')?.parentElement;
    const onFrame = () => {
      if (!box) return;
      const { left, top, width, height } = box.getBoundingClientRect();
      const places = [0.1, 0.5, 0.9].map((part) => top + height * part);
      const isEmpty = places.some((y) =>
        document.elementFromPoint(left + width / 2, y)?.matches('[role=log] > [aria-hidden]'),
      );
      seen.looks += 1;
      if (isEmpty) seen.empty += 1;
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
  });
}

type Seen = { paintedAt: number; keys: number[]; slow: number[]; empty: number; looks: number };
const seenBy = (page: Page): Promise<Seen> => page.evaluate(() => Reflect.get(window, 'seen'));

async function scrollUp(page: Page): Promise<void> {
  await page.getByRole('log').hover();
  for (let step = 0; step < SCROLL_STEPS; step += 1) {
    await page.mouse.wheel(0, -SCROLL_PIXELS);
    await page.waitForTimeout(16);
  }
}

/** Opens an address until the last message is painted. */
async function openFrom(page: Page, url: string, path: string): Promise<void> {
  await page.goto(url + path);
  await page.waitForFunction(() => Reflect.get(window, 'seen').paintedAt > 0);
}

/** Opens a long conversation, scrolls up in it and types, in a browser that knows the app already. */
export async function openLongConversation(
  browser: Browser,
  url: string,
  path: string,
): Promise<LongConversation> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const takeFeel = await watchFrames(page);
  await watchOpening(page);
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  const open = () => openFrom(page, url, path);
  // Timed by itself: tracing makes it a quarter longer.
  await open();
  const { paintedAt } = await seenBy(page);
  const startedAt = performance.now();
  const opening = await traceTasks(browser, page, async () => {
    await open();
    await page.waitForTimeout(1500);
  });
  const wallMs = performance.now() - startedAt;
  const openHeapMegabytes = await heapAfterCollection(page);
  await watchEmptyFrames(page);
  const idlePage = await watchIdlePage(browser);
  await takeFeel();
  await idlePage.begin();
  const scrolling = await traceTasks(browser, page, () => scrollUp(page));
  const dropped = await idlePage.compare(await takeFeel());
  await idlePage.close();
  const { empty, looks } = await seenBy(page);
  await page.getByRole('textbox', { name: 'Message' }).click();
  await page.keyboard.type(TYPED, { delay: 60 });
  const { keys, slow } = await seenBy(page);
  await page.close();
  return {
    openMs: paintedAt,
    openCpuLongestMs: Math.max(0, ...opening.tasks),
    openBusyPercent: (opening.usage.threadMs * 100) / wallMs,
    openHeapMegabytes,
    scrollDroppedPercent: dropped.all,
    scrollIdleDroppedPercent: dropped.idle,
    scrollOwnDroppedPercent: dropped.own,
    scrollEmptyPercent: (empty * 100) / Math.max(1, looks),
    scrollLongestCpuMs: Math.max(0, ...scrolling.tasks),
    typingP95Ms: percentile(slow.length > 0 ? slow : [0], 0.95),
    typingWorstMs: percentile(keys, 1),
    typingSlowEvents: slow.length,
  };
}
