import type { Browser, Page } from '@playwright/test';
import * as z from 'zod/mini';

const traceSchema = z.object({
  traceEvents: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.optional(z.number()),
      tdur: z.optional(z.number()),
      args: z.optional(z.looseObject({ name: z.optional(z.unknown()) })),
    }),
  ),
});

/** Work of the page's main thread, in milliseconds of processor time: what a busy machine does not lengthen. */
export type MainThread = { readonly busyMs: number; readonly tasks: readonly number[] };

function readMainThread(trace: unknown): MainThread {
  const { traceEvents } = traceSchema.parse(trace);
  const mains = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const perThread = mains.map(({ pid, tid }) =>
    traceEvents.flatMap((event) =>
      event.pid === pid && event.tid === tid && event.name.endsWith('RunTask') && event.ph === 'X'
        ? [(event.tdur ?? event.dur ?? 0) / 1000]
        : [],
    ),
  );
  const sum = (tasks: readonly number[]) => tasks.reduce((total, time) => total + time, 0);
  // Other renderers stand by with nothing to do.
  const tasks = perThread.toSorted((one, other) => sum(other) - sum(one))[0] ?? [];
  return { busyMs: sum(tasks), tasks };
}

/** Does something and says what it cost the page's main thread. */
export async function traceTasks(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<MainThread> {
  await browser.startTracing(page, { categories: ['disabled-by-default-lighthouse'] });
  await act();
  const trace = await browser.stopTracing();
  return readMainThread(JSON.parse(trace.toString('utf8')));
}
