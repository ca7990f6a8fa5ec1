import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../tests/support/free-port';
import { startApp } from '../../../tests/support/start-app';
import { type Engine, openEngine } from '../../load/engine';
import { forkScript } from '../../load/fork-script';
import { listeningSchema, type TokenUpstream } from '../../load/start-token-upstream';

/** A server that a load is put on. */
export type Target = {
  readonly url: string;
  readonly probe: string | null;
  readonly form: 'openai' | 'tenlens';
  /** The process whose use is measured; `null` where there is none in between. */
  readonly id: number | null;
  /** Where stored conversations can be read. */
  readonly origin: string | null;
  stop(): Promise<void>;
};

export type TargetName = 'direct' | 'bare proxy' | 'pass-through' | 'tenlens';

const START_POLL_MS = 50;

function direct(upstream: TokenUpstream): Target {
  const url = `${upstream.url}/chat/completions`;
  return { url, probe: null, form: 'openai', id: null, origin: null, stop: async () => {} };
}

async function bareProxy(upstream: TokenUpstream): Promise<Target> {
  const parameters = { upstream: upstream.url };
  const script = await forkScript(new URL('./bare-proxy.ts', import.meta.url), parameters);
  const origin = `http://127.0.0.1:${listeningSchema.parse(script.said).port}`;
  const { id, stop } = script;
  return { url: origin, probe: `${origin}/livez`, form: 'openai', id, origin: null, stop };
}

async function passThrough(upstream: TokenUpstream, server: string): Promise<Target> {
  const port = await freePort();
  const environment = { HOSTNAME: '127.0.0.1', PORT: String(port) };
  const child = spawn(process.execPath, [server], {
    env: { ...process.env, NODE_ENV: 'production', ...environment, ...upstream.env },
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  const probe = `${origin}/livez`;
  while (!(await fetch(probe).catch(() => null))?.ok) await wait(START_POLL_MS);
  return {
    url: `${origin}/chat`,
    probe,
    form: 'openai',
    id: child.pid ?? null,
    origin: null,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function tenlens(
  upstream: TokenUpstream,
  engineName: Engine,
  nodeOptions: string | undefined,
): Promise<Target> {
  const engine = await openEngine(engineName);
  const profiling = nodeOptions === undefined ? {} : { NODE_OPTIONS: nodeOptions };
  const app = await startApp({ env: { ...engine.env, ...upstream.env, ...profiling } });
  return {
    url: `${app.url}/api/chat`,
    probe: `${app.url}/livez`,
    form: 'tenlens',
    id: app.process.pid ?? null,
    origin: app.url,
    async stop() {
      await app.stop();
      await engine.close();
    },
  };
}

export type TargetOptions = {
  readonly engine: Engine;
  /** The built pass-through app. */
  readonly passThroughServer: string;
  /** For the app under test, such as `--cpu-prof`. */
  readonly nodeOptions: string | undefined;
};

/** Starts a fresh server of a kind in front of an upstream. */
export function startTarget(
  name: TargetName,
  upstream: TokenUpstream,
  { engine, passThroughServer, nodeOptions }: TargetOptions,
): Promise<Target> | Target {
  switch (name) {
    case 'direct':
      return direct(upstream);
    case 'bare proxy':
      return bareProxy(upstream);
    case 'pass-through':
      return passThrough(upstream, passThroughServer);
    case 'tenlens':
      return tenlens(upstream, engine, nodeOptions);
  }
}
