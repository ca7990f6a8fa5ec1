import type { Browser, Page } from '@playwright/test';

const FRAME_MILLISECONDS = 1000 / 60;

/** What the page showed and how it felt, from one look to the next. */
export type Feel = {
  /** Tasks of more than 50 ms by the clock, in milliseconds. */
  readonly longTasks: readonly number[];
  /** Times from one frame to the next, in milliseconds. */
  readonly frames: readonly number[];
};

/** Watches frames and long tasks of a page from its next load on. */
export async function watchFrames(page: Page): Promise<() => Promise<Feel>> {
  await page.addInitScript(() => {
    const feel = { longTasks: [] as number[], frames: [] as number[] };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) feel.longTasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
    let last = performance.now();
    const onFrame = (now: number) => {
      feel.frames.push(now - last);
      last = now;
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
    Object.assign(window, { feel });
  });
  return () =>
    page.evaluate(() => {
      const feel: { longTasks: number[]; frames: number[] } = Reflect.get(window, 'feel');
      return { longTasks: feel.longTasks.splice(0), frames: feel.frames.splice(0) };
    });
}

/** Of the frames a screen would have shown, how many in a hundred did not come. */
function droppedPercent({ frames }: Feel): number {
  const shown = frames.map((time) => Math.max(1, Math.round(time / FRAME_MILLISECONDS)));
  const expected = shown.reduce((sum, count) => sum + count, 0);
  return expected === 0 ? 0 : ((expected - shown.length) * 100) / expected;
}

/** Compares what a page drops with what one drops that does nothing at the same time, which is the machine's part. */
export type Smoothness = { readonly all: number; readonly idle: number; readonly own: number };

/** Watches a page that does nothing, in a process of its own, beside one that is measured. */
export async function watchIdlePage(browser: Browser) {
  const page = await browser.newPage();
  const takeFeel = await watchFrames(page);
  await page.goto('data:text/html,idle');
  return {
    /** Forgets what was until now. */
    begin: takeFeel,
    async compare(feel: Feel): Promise<Smoothness> {
      const [all, idle] = [droppedPercent(feel), droppedPercent(await takeFeel())];
      return { all, idle, own: Math.max(0, all - idle) };
    },
    close: () => page.close(),
  };
}
