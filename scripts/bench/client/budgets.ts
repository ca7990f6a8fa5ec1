import type { Verdict } from '../../load/report';
import { median, round } from '../../load/statistics';
import type { LongConversation } from './long-conversation';
import type { ShapeRun } from './pathological';
import type { Streaming } from './stream-answer';

type Budget<Run> = { readonly [Name in keyof Run]?: number };

const SMOOTH: Budget<Streaming> = {
  busyPercent: 40,
  longestCpuMs: 50,
  cpuTasksOver50: 0,
  ownDroppedPercent: 2,
  behindP95Ms: 200,
};

/** What is promised of each figure: at most so much. */
export const BUDGETS = {
  stream: SMOOTH,
  open: { openMs: 500, scrollOwnDroppedPercent: 2, scrollEmptyPercent: 0, typingP95Ms: 16 },
  tiny: { longestCpuMs: 50, ownDroppedPercent: 2, behindP95Ms: 200 },
  huge: { longestCpuMs: 50, ownDroppedPercent: 10 },
} as const satisfies Readonly<Record<string, Budget<Streaming & LongConversation>>>;

/** Half and worst of each figure beside what is promised of the half. */
export function summarise(name: keyof typeof BUDGETS, runs: readonly object[]) {
  const budgets = new Map<string, number>(Object.entries(BUDGETS[name]));
  const table: Record<string, { median: number; worst: number; budget: number | undefined }> = {};
  const judged: Verdict[] = [];
  for (const figure of Object.keys(runs[0] ?? {})) {
    const values = runs.map((run) => Number(Reflect.get(run, figure)));
    const budget = budgets.get(figure);
    const half = round(median(values));
    table[figure] = { median: half, worst: round(Math.max(...values)), budget };
    if (budget === undefined) continue;
    judged.push({
      what: `${name} ${figure} at most ${budget}`,
      is: String(half),
      isKept: half <= budget,
    });
  }
  return { table, judged };
}

const SHAPE_BUDGETS = { longestCpuMs: 50, finalMs: 200 } as const;

/** Whether each shape left the page free, was final soon, and lost nothing. */
export function judgeShapes(shapes: readonly ShapeRun[]): Verdict[] {
  return shapes.map(({ shape, longestCpuMs, finalMs, isComplete }) => ({
    what: `shape: ${shape}`,
    is: `longest task ${round(longestCpuMs)} ms, final after ${round(finalMs)} ms${isComplete ? '' : ', INCOMPLETE'}`,
    isKept:
      longestCpuMs <= SHAPE_BUDGETS.longestCpuMs && finalMs <= SHAPE_BUDGETS.finalMs && isComplete,
  }));
}
