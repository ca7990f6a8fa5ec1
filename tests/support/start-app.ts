import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port';

const POLL_MILLISECONDS = 50;
const START_LIMIT_MILLISECONDS = 30_000;
const STOP_LIMIT_MILLISECONDS = 30_000;

/** A developer's own settings must not reach a test; an empty value counts as none, also over `.env`. */
export const UNSET = [
  'NVIDIA_API_KEY',
  'NVIDIA_REQUESTS_PER_MINUTE',
  'UPSTREAM_BASE_URL',
  'UPSTREAM_API_KEY',
  'UPSTREAM_MODEL',
  'UPSTREAM_DIALECT',
  'UPSTREAM_REQUESTS_PER_MINUTE',
  'CONNECTIONS_FILE',
  'MCP_SERVERS_FILE',
  'MCP_ALLOW_SETTINGS',
  'TOOLS_FETCH',
  'DATABASE_URL',
  'AUTH_MODE',
  'ACCESS_PASSWORD',
  'ALLOW_INSECURE',
  'PUBLIC_URL',
  'HOST',
  'VERCEL',
].flatMap((name) => [name, `${name}_FILE`]);

/** The built app in a process of its own. */
export type RunningApp = {
  /** Its address without a slash at the end. */
  readonly url: string;
  readonly dataDirectory: string;
  readonly process: ChildProcess;
  /** What it printed until now, both streams. */
  output(): string;
  /** Asks it to end, waits for that, and removes the data folder if it was made here. */
  stop(): Promise<void>;
};

async function untilReady(sign: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MILLISECONDS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`the app ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    }
    const answer = await fetch(sign).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await wait(POLL_MILLISECONDS);
  }
  child.kill('SIGKILL');
  throw new Error(`the app was not ready in time:\n${output()}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MILLISECONDS);
  await ended;
  clearTimeout(limit);
}

/** How an app is started. */
export type StartOptions = {
  /** Variables to set. `DATA_DIR` keeps a folder over several starts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Path that answers once it has started; `/livez` where it is never ready. */
  readonly sign?: '/readyz' | '/livez';
};

/**
 * Starts the build through `scripts/serve.mjs` on a free port, with a data folder of its own and no
 * connection but those that `env` names.
 *
 * @throws Error with all it printed when it ends or is not ready within 30 s.
 */
export async function startApp({
  env = {},
  sign = '/readyz',
}: StartOptions = {}): Promise<RunningApp> {
  const port = await freePort();
  const ownDirectory = env.DATA_DIR ? null : mkdtempSync(join(tmpdir(), 'tenlens-data-'));
  const dataDirectory = env.DATA_DIR ?? ownDirectory ?? '';
  const printed: string[] = [];
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../../scripts/serve.mjs', import.meta.url))],
    {
      env: {
        ...process.env,
        ...Object.fromEntries(UNSET.map((name) => [name, ''])),
        LOCAL_SERVER_PORTS: 'none',
        DATA_DIR: dataDirectory,
        ...env,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  child.stdout?.on('data', (data) => printed.push(String(data)));
  child.stderr?.on('data', (data) => printed.push(String(data)));
  const output = () => printed.join('');
  const url = `http://127.0.0.1:${port}`;
  await untilReady(url + sign, child, output);
  return {
    url,
    dataDirectory,
    process: child,
    output,
    async stop() {
      await end(child);
      if (ownDirectory) rmSync(ownDirectory, { recursive: true, force: true });
    },
  };
}
