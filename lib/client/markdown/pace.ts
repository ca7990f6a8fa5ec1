import 'client-only';

/** How long work may keep the main thread before the page gets its turn, in milliseconds. */
const SLICE_MILLISECONDS = 8;

const waiting: (() => void)[] = [];
let sliceStart: number | null = null;

/**
 * Runs small pieces of work so that together they never block the page: at once while the current
 * slice has time left, else in one of the next, in the order they came.
 *
 * @returns Takes the work back if it has not run.
 */
export function pace(work: () => void): () => void {
  if (sliceStart === null) beginSlice();
  if (waiting.length === 0 && hasTime()) {
    work();
    return () => {};
  }
  waiting.push(work);
  return () => {
    const index = waiting.indexOf(work);
    if (index >= 0) waiting.splice(index, 1);
  };
}

function hasTime(): boolean {
  return sliceStart !== null && performance.now() - sliceStart < SLICE_MILLISECONDS;
}

function beginSlice(): void {
  sliceStart = performance.now();
  setTimeout(() => {
    sliceStart = null;
    if (waiting.length === 0) return;
    beginSlice();
    while (waiting.length > 0 && hasTime()) waiting.shift()?.();
  }, 0);
}
