import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverContext } from '@/lib/server/context';
import { submitOf } from '../../support/turn-requests';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';
import { call, install, ROUTES, type Route, routeOf } from './routes';

const KEY = 'planted-upstream-key-0123456789';
const PASSWORD = 'planted access password';
const HEADER = 'planted-mcp-header-0123456789';
const SECRETS = [KEY, PASSWORD, HEADER];
const NEVER_SHOWN = [
  ...SECRETS,
  encodeURIComponent(PASSWORD),
  ...SECRETS.map((each) => btoa(each)),
];

let folder: string;
let upstream: Upstream;
let output: string[];

/** The server's context as it is made in production, with secrets in its environment. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-secrets-'));
  upstream = await startUpstream();
  vi.stubEnv('DATA_DIR', folder);
  vi.stubEnv('AUTH_MODE', 'password');
  vi.stubEnv('ACCESS_PASSWORD', PASSWORD);
  vi.stubEnv('UPSTREAM_BASE_URL', upstream.url);
  vi.stubEnv('UPSTREAM_API_KEY', KEY);
  // Whatever listens there: it is no MCP server, and is told as away.
  const headers = { Authorization: 'MCP_HEADER' };
  const servers = join(folder, 'servers.json');
  writeFileSync(servers, JSON.stringify([{ name: 'tools', url: upstream.url, headers }]));
  vi.stubEnv('MCP_SERVERS_FILE', servers);
  vi.stubEnv('MCP_HEADER', HEADER);
  output = [];
  const record = (text: string | Uint8Array) => {
    output.push(String(text));
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(record);
  vi.spyOn(process.stderr, 'write').mockImplementation(record);
  install(await serverContext());
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  await upstream.close();
});

async function everythingOf(response: Response): Promise<string> {
  return JSON.stringify([...response.headers]) + (await response.text());
}

/** What a route answers to a person who is signed in, and to a stranger. */
async function answersOf(route: Route, cookie: string): Promise<string[]> {
  const body = route.takesJson ? { password: PASSWORD, systemPrompt: '', ...submitOf() } : null;
  const signedIn = await call(route, { headers: { cookie }, body });
  const stranger = await call(route, { body });
  return [await everythingOf(signedIn), await everythingOf(stranger)];
}

test('no answer and no line of the log holds the key or the password', async () => {
  const context = await serverContext();
  const shown: string[] = [];
  const signIn = routeOf('POST', '/api/session');
  const refused = await call(signIn, { body: { password: `${PASSWORD}!` } });
  const entered = await call(signIn, { body: { password: PASSWORD } });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  shown.push(await everythingOf(refused), await everythingOf(entered));

  const chat = routeOf('POST', '/api/chat');
  for (const scenario of ['ok', 'key-echo', 'key-echo-mid', '401']) {
    upstream.use(scenario);
    const response = await call(chat, { headers: { cookie }, body: submitOf() });
    const answer = await everythingOf(response);
    expect(answer).toContain(scenario === 'ok' ? '"finish"' : '"errorText"');
    shown.push(answer);
  }
  for (const route of ROUTES) shown.push(...(await answersOf(route, cookie)));
  await context.generations.drain();
  context.logger.error('planted', { reason: `the server said: ${KEY} and ${PASSWORD}` });
  await context.close();

  const lines = output.filter((line) => line.startsWith('{'));
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.at(-1)).toContain('the server said: [redacted] and [redacted]');
  for (const secret of NEVER_SHOWN) {
    expect([...shown, ...output].filter((text) => text.includes(secret))).toEqual([]);
  }
});

test('there is one context in a process, and a mistake in the environment has its name', async () => {
  const first = serverContext();
  expect(serverContext()).toBe(first);
  await (await first).close();
  Reflect.deleteProperty(globalThis, Symbol.for('tenlens.context'));
  vi.stubEnv('AUTH_MODE', 'open');
  await expect(serverContext()).rejects.toThrow(/^AUTH_MODE: /);
});
