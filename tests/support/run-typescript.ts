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
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(([code, signal]) => ({ code, signal }));
  return {
    child,
    /** How it ended. */
    ended,
    /** Waits for its first output. */
    firstOutput: () => once(child.stdout, 'data').then(([bytes]) => String(bytes)),
  };
}
