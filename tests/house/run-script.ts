import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MILLISECONDS = 20;
const LIMIT_MILLISECONDS = 60_000;

/** A script in a process of its own, with what it printed and how it ended. */
export type RunningScript = {
  readonly process: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Exit code, once both streams are closed. */
  readonly ended: Promise<number | null>;
  /** Waits until it printed a text. */
  printed(text: string): Promise<void>;
};

/** Runs a script under this Node. `env` is added to this process's own; `flags` are Node's. */
export function runScript(
  script: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
  parameters: readonly string[] = [],
): RunningScript {
  const { npm_lifecycle_event: _started, ...inherited } = process.env;
  const child = spawn(process.execPath, [...flags, script, ...parameters], {
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => {
    output.stdout += String(data);
  });
  child.stderr.on('data', (data) => {
    output.stderr += String(data);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    process: child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    ended,
    async printed(text) {
      const deadline = Date.now() + LIMIT_MILLISECONDS;
      while (!output.stdout.includes(text)) {
        if (Date.now() > deadline || child.exitCode !== null) {
          throw new Error(`never printed "${text}":\n${output.stdout}${output.stderr}`);
        }
        await wait(POLL_MILLISECONDS);
      }
    },
  };
}
