import type { Browser, Page } from '@playwright/test';
import type { PacedUpstream } from './paced-upstream';
import { SHAPES, SILENT_SHAPES } from './shapes';
import { traceTasks } from './trace-tasks';
import { watchFrames } from './watch-frames';

/** The shape comes in so many pieces, within half a second: the page meets it at many lengths. */
const PIECES = 50;
const PIECES_PER_SECOND = 100;
const QUIET_MILLISECONDS = 300;
const LIMIT_MILLISECONDS = 60_000;

export type ShapeRun = {
  shape: string;
  characters: number;
  longestCpuMs: number;
  longestTaskMs: number;
  /** From the answer's end to the last change of what is shown. */
  finalMs: number;
  /** All that was written is there to be read. */
  isComplete: boolean;
};

const lettersOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').length;

function cut(text: string): string[] {
  const size = Math.ceil(text.length / PIECES);
  return Array.from({ length: PIECES }, (_, at) => text.slice(at * size, (at + 1) * size));
}

/** Notes when the answer ended and when the thread changed last; the rest of the page goes its own way. */
async function watchChanges(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { endedAt: 0, changedAt: 0 };
    new MutationObserver((records) => {
      const log = document.querySelector('[role=log]');
      if (!records.some(({ target }) => log?.contains(target))) return;
      const done = document.querySelector('article[aria-label="Assistant"][data-status="done"]');
      seen.changedAt = performance.now();
      if (done) seen.endedAt ||= seen.changedAt;
    }).observe(document.querySelector('main') ?? document, {
      childList: true,
      subtree: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { seen });
  });
}

/** Lets the model write one shape, and watches the page until nothing changes any more. */
async function runShape(
  browser: Browser,
  url: string,
  upstream: PacedUpstream,
  [shape, text]: readonly [name: string, text: string],
): Promise<ShapeRun> {
  upstream.use({ tokens: cut(text), perSecond: PIECES_PER_SECOND });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const takeFeel = await watchFrames(page);
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Message' }).fill('Write something odd');
  await page.waitForLoadState('networkidle');
  await takeFeel();
  const answer = page.locator('article[aria-label="Assistant"]');
  let finalMs = 0;
  const { tasks } = await traceTasks(browser, page, async () => {
    await watchChanges(page);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.waitForFunction(
      (quiet) => {
        const { endedAt, changedAt } = Reflect.get(window, 'seen');
        return endedAt > 0 && performance.now() - changedAt > quiet;
      },
      QUIET_MILLISECONDS,
      { timeout: LIMIT_MILLISECONDS },
    );
    finalMs = await page.evaluate(() => {
      const { endedAt, changedAt } = Reflect.get(window, 'seen');
      return changedAt - endedAt;
    });
  });
  const shown = (await answer.textContent()) ?? '';
  const feel = await takeFeel();
  await page.close();
  return {
    shape,
    characters: text.length,
    longestCpuMs: Math.max(0, ...tasks),
    longestTaskMs: Math.max(0, ...feel.longTasks),
    finalMs,
    isComplete:
      SILENT_SHAPES.has(shape) ||
      lettersOf(shown) >= 0.5 * lettersOf(text) ||
      shown.length >= text.length / 2,
  };
}

/** All shapes, each in a page of its own. */
export async function runShapes(
  browser: Browser,
  url: string,
  upstream: PacedUpstream,
): Promise<ShapeRun[]> {
  const runs: ShapeRun[] = [];
  for (const shape of Object.entries(SHAPES)) {
    runs.push(await runShape(browser, url, upstream, shape));
  }
  return runs;
}
