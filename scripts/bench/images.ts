/**
 * `npm run bench:images`: ten 12-megapixel photos chosen in a real browser against the built app. Prints
 * how long until all are ready to send, how long the page's thread was held up, and the bytes saved.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { chromium, type Page } from '@playwright/test';
import * as z from 'zod/mini';
import { attachmentSchema } from '../../lib/protocol/attachment';
import { CHROMIUM_OPTIONS } from '../../tests/support/chromium-options';
import { startApp } from '../../tests/support/start-app';
import { median } from '../load/statistics';
import { makePhotos } from './make-photos';

const COUNT = 10;
const RUNS = 5;

type Run = { readyMs: number; longestTaskMs: number; longTasks: number; uploadedBytes: number };

/** Long tasks of the page's thread since the page was loaded, in milliseconds. */
async function watchLongTasks(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
    Object.assign(window, { longTasks: tasks });
  });
  return () => page.evaluate(() => Reflect.get(window, 'longTasks').splice(0));
}

async function measure(page: Page, url: string, files: string[]): Promise<Run> {
  // What is stored is what was sent: prepared pictures are in normal form already.
  const stored: Promise<unknown>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/api/attachments')) stored.push(response.json());
  });
  const takeLongTasks = await watchLongTasks(page);
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Message' }).fill('What do these show?');
  await page.waitForLoadState('networkidle');
  await takeLongTasks();
  const startedAt = performance.now();
  await page.locator('input[type=file]').first().setInputFiles(files);
  await page.getByRole('button', { name: 'Send', exact: true, disabled: false }).waitFor();
  const readyMs = performance.now() - startedAt;
  const tasks = await takeLongTasks();
  const attachments = z.array(attachmentSchema).parse(await Promise.all(stored));
  const uploadedBytes = attachments.reduce((sum, { bytes }) => sum + bytes, 0);
  return { readyMs, longestTaskMs: Math.max(0, ...tasks), longTasks: tasks.length, uploadedBytes };
}

async function main(): Promise<void> {
  const directory = 'bench-results';
  mkdirSync(`${directory}/photos`, { recursive: true });
  const photos = await makePhotos(COUNT);
  const files = photos.map(({ name, data }) => {
    const path = `${directory}/photos/${name}`;
    writeFileSync(path, data);
    return path;
  });
  const chosenBytes = photos.reduce((sum, { data }) => sum + data.byteLength, 0);
  const app = await startApp();
  const browser = await chromium.launch(CHROMIUM_OPTIONS);
  const runs: Run[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await browser.newPage();
    runs.push(await measure(page, app.url, files));
    await page.close();
  }
  await browser.close();
  await app.stop();
  const result = {
    machine: `${cpus().length} x ${cpus()[0]?.model}`,
    node: process.version,
    photos: COUNT,
    chosenBytes,
    readyMsMedian: Math.round(median(runs.map(({ readyMs }) => readyMs))),
    readyMsWorst: Math.round(Math.max(...runs.map(({ readyMs }) => readyMs))),
    longestTaskMs: Math.round(Math.max(...runs.map(({ longestTaskMs }) => longestTaskMs))),
    bytesRatio: Number((chosenBytes / (runs[0]?.uploadedBytes ?? 1)).toFixed(1)),
    runs,
  };
  writeFileSync(`${directory}/images.json`, JSON.stringify(result, null, 2));
  const { runs: _runs, ...table } = result;
  console.table(table);
}

await main();
