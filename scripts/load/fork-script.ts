import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const HOOKS = new URL('../typescript-hooks.mjs', import.meta.url).href;

/** A script of ours that runs in a process of its own and has said its first word. */
export type ForkedScript = {
  readonly child: ChildProcess;
  readonly id: number;
  /** Its first message. */
  readonly said: unknown;
  stop(): Promise<void>;
};

async function firstMessage(child: ChildProcess, path: string): Promise<unknown> {
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`${path} ended with ${code ?? signal} and said nothing`);
  });
  const [message] = await Promise.race([once(child, 'message'), ended]);
  return message;
}

/**
 * Starts a TypeScript file in a process of its own and waits for its first message.
 *
 * @param file - Address of the file.
 * @param parameters - Given to it as one JSON text, see `readParameters`.
 */
export async function forkScript(file: URL, parameters: object): Promise<ForkedScript> {
  const path = fileURLToPath(file);
  const child = fork(path, [JSON.stringify(parameters)], {
    execArgv: ['--import', HOOKS],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const said = await firstMessage(child, path);
  return {
    child,
    id: child.pid ?? 0,
    said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What a forked script was given. */
export const readParameters = (): unknown => JSON.parse(process.argv[2] ?? '{}');

/** Says something to whoever forked this process. */
export function tellParent(message: object): void {
  process.send?.(message);
}
