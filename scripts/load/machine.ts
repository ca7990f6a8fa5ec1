import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, release } from 'node:os';
import * as z from 'zod/mini';

const packageSchema = z.object({ version: z.string() });

function versionOf(name: string): string {
  const path = createRequire(import.meta.url).resolve(`${name}/package.json`);
  return packageSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}

function git(...parameters: string[]): string {
  try {
    return execFileSync('git', parameters, { encoding: 'utf8' }).trim();
  } catch {
    // A copy without its history is measured too; it just cannot say what it is.
    return 'unknown';
  }
}

/** What a figure has to be read with: where, of what, and what else was going on. */
export function describeRun() {
  return {
    at: new Date().toISOString(),
    machine: `${cpus().length} x ${cpus()[0]?.model}`,
    kernel: release(),
    node: process.version,
    next: versionOf('next'),
    commit: git('rev-parse', '--short', 'HEAD'),
    hasUncommittedChanges: git('status', '--porcelain') !== '',
    loadAtStart: loadavg()[0] ?? 0,
  };
}
