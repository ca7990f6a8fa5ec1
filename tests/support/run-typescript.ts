import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Starts a piece of our server's TypeScript in a process of its own, which ends with the test at the
 * latest. Modules are named by `@/…`.
 *
 * @param values - Put into `process.argv` from place 1 on.
 */
export function runTypeScript(source: string, ...values: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--conditions=react-server',
      '--import=./scripts/typescript-hooks.mjs',
      '--input-type=module',
      `--eval=${source}`,
      ...values,
    ],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors: string[] = [];
  child.stderr.on('data', (bytes) => errors.push(String(bytes)));
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  return {
    child,
    /** How it ended. */
    ended,
    /** What it wrote to its standard error. */
    errors: () => errors.join(''),
    /** Waits for its first output. */
    firstOutput: () => once(child.stdout, 'data').then(([bytes]) => String(bytes)),
  };
}
