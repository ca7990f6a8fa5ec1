import type { Browser, Page } from '@playwright/test';
import { percentile } from '../../load/statistics';
import { heapAfterCollection } from './heap-after-collection';
import { numberedAnswer, tokensOfNumbers } from './numbered-answer';
import type { PacedUpstream } from './paced-upstream';
import { traceTasks } from './trace-tasks';
import { watchFrames, watchIdlePage } from './watch-frames';

const LOOK_MILLISECONDS = 100;

export type LongAnswer = {
  readonly tokens: number;
  readonly perSecond: number;
  /** Tokens of one character instead of a model's. */
  readonly tokenCharacters?: 1;
};

export type Streaming = {
  busyPercent: number;
  scriptPercent: number;
  longestCpuMs: number;
  cpuTasksOver50: number;
  longTasks: number;
  longestTaskMs: number;
  droppedPercent: number;
  /** Of a page that does nothing meanwhile: what the machine drops. */
  idleDroppedPercent: number;
  /** What is over that: the page's own part. */
  ownDroppedPercent: number;
  behindP95Ms: number;
  behindWorstMs: number;
  heapMegabytes: number;
};

/** Notes again and again the last number the page shows, and when. */
async function watchNumbers(page: Page): Promise<() => Promise<[at: number, number: number][]>> {
  await page.evaluate((interval) => {
    const looks: [number, number][] = [];
    const look = () => {
      const articles = document.querySelectorAll('article[aria-label="Assistant"]');
      const last = articles[articles.length - 1];
      if (!last) return;
      const walker = document.createTreeWalker(last, NodeFilter.SHOW_TEXT);
      let node: Node | null = last;
      while (node.lastChild) node = node.lastChild;
      walker.currentNode = node;
      for (let steps = 0; node && steps < 400; steps += 1) {
        const found = [...(node.nodeValue ?? '').matchAll(/n(\d+)x/g)].at(-1);
        if (found) {
          looks.push([performance.timeOrigin + performance.now(), Number(found[1])]);
          return;
        }
        node = walker.previousNode();
      }
    };
    setInterval(look, interval);
    Object.assign(window, { looks });
  }, LOOK_MILLISECONDS);
  return () => page.evaluate(() => Reflect.get(window, 'looks').splice(0));
}

/** How long the oldest number that was sent and not shown had waited, at each look. */
function delaysOf(
  looks: readonly [at: number, number: number][],
  tokenOf: readonly number[],
  sentAt: readonly number[],
): number[] {
  return looks.flatMap(([at, shown]) => {
    const sent = sentAt[tokenOf[shown + 1] ?? -1];
    return sent === undefined ? [] : [Math.max(0, at - sent)];
  });
}

/** Asks one question, and watches the page until its answer has ended. */
export async function streamAnswer(
  browser: Browser,
  url: string,
  upstream: PacedUpstream,
  { tokens: count, perSecond, tokenCharacters }: LongAnswer,
): Promise<Streaming> {
  const whole = numberedAnswer(count);
  const tokens = tokenCharacters ? [...whole.join('').slice(0, count)] : whole;
  upstream.use({ tokens, perSecond });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const takeFeel = await watchFrames(page);
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Message' }).fill('Write a long answer');
  await page.waitForLoadState('networkidle');
  const idlePage = await watchIdlePage(browser);
  const takeLooks = await watchNumbers(page);
  await takeFeel();
  await idlePage.begin();
  const startedAt = performance.now();
  const { usage, tasks } = await traceTasks(browser, page, async () => {
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page
      .locator('article[data-status="done"][aria-label="Assistant"]')
      .waitFor({ timeout: 600_000 });
  });
  const wallMs = performance.now() - startedAt;
  const feel = await takeFeel();
  const dropped = await idlePage.compare(feel);
  await idlePage.close();
  const delays = delaysOf(await takeLooks(), tokensOfNumbers(tokens), upstream.sentAt());
  const result = {
    busyPercent: (usage.threadMs * 100) / wallMs,
    scriptPercent: (usage.scriptMs * 100) / wallMs,
    longestCpuMs: Math.max(0, ...tasks),
    cpuTasksOver50: tasks.filter((time) => time > 50).length,
    longTasks: feel.longTasks.length,
    longestTaskMs: Math.max(0, ...feel.longTasks),
    droppedPercent: dropped.all,
    idleDroppedPercent: dropped.idle,
    ownDroppedPercent: dropped.own,
    behindP95Ms: percentile(delays, 0.95),
    behindWorstMs: percentile(delays, 1),
    heapMegabytes: await heapAfterCollection(page),
  };
  await page.close();
  return result;
}
