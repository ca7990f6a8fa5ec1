import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'bench-results';

/** Something that was promised, and whether it was kept. */
export type Verdict = { readonly what: string; readonly is: string; readonly isKept: boolean };

/** Writes a result where all of them are. */
export function writeResult(name: string, result: object): void {
  mkdirSync(FOLDER, { recursive: true });
  const path = join(FOLDER, `${name}.json`);
  writeFileSync(path, `${JSON.stringify(result, null, 2)}\n`);
  console.log(`written: ${path}`);
}

/** Prints what was promised and lets the process fail where it was not kept. */
export function judge(verdicts: readonly Verdict[]): void {
  for (const { what, is, isKept } of verdicts) {
    console.log(`${isKept ? 'kept  ' : 'MISSED'} ${what}: ${is}`);
  }
  if (verdicts.some(({ isKept }) => !isKept)) process.exitCode = 1;
}
