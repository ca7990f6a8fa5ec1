import type { Browser, Page } from '@playwright/test';
import * as z from 'zod/mini';

/** In kilobytes: a trace that is full says nothing of what follows, and nobody would notice. */
const BUFFER = 400_000;

const eventsSchema = z.array(
  z.object({
    name: z.string(),
    ph: z.string(),
    pid: z.number(),
    tid: z.number(),
    dur: z.optional(z.number()),
    tdur: z.optional(z.number()),
    args: z.optional(z.looseObject({ name: z.optional(z.unknown()) })),
  }),
);

type Events = z.infer<typeof eventsSchema>;

/** Work of the page's main thread, in milliseconds of processor time: what a busy machine does not lengthen. */
export type MainThread = { readonly tasks: readonly number[]; readonly usage: ThreadUsage };

/** Processor time in milliseconds: of the thread, and of the scripts on it. */
export type ThreadUsage = { readonly threadMs: number; readonly scriptMs: number };

function readTasks(traceEvents: Events): readonly number[] {
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
  const [tasks = []] = perThread.toSorted((one, other) => sum(other) - sum(one));
  // None would be under every limit.
  if (tasks.length === 0) throw new Error('the trace names no task of the page');
  return tasks;
}

/** Counts the processor time of a page's thread from now on. */
async function watchUsage(page: Page): Promise<() => Promise<ThreadUsage>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async (name: string) => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000;
  };
  const [thread, script] = [await read('ThreadTime'), await read('ScriptDuration')];
  return async () => {
    const usage = {
      threadMs: (await read('ThreadTime')) - thread,
      scriptMs: (await read('ScriptDuration')) - script,
    };
    await session.detach();
    return usage;
  };
}

/** Does something and says what it cost the page's main thread. */
export async function traceTasks(
  browser: Browser,
  page: Page,
  act: () => Promise<void>,
): Promise<MainThread> {
  const takeUsage = await watchUsage(page);
  const session = await browser.newBrowserCDPSession();
  const events: Events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...eventsSchema.parse(value)));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      traceBufferSizeInKb: BUFFER,
      includedCategories: ['disabled-by-default-lighthouse'],
    },
  });
  await act();
  const ended = new Promise<boolean>((resolve) =>
    session.once('Tracing.tracingComplete', ({ dataLossOccurred }) => resolve(dataLossOccurred)),
  );
  await session.send('Tracing.end');
  if (await ended) throw new Error('the trace is not complete');
  await session.detach();
  return { tasks: readTasks(events), usage: await takeUsage() };
}
