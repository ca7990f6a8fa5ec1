import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseConfig } from '@/lib/server/config';
import { createContext } from '@/lib/server/context';
import { start } from '../integration/doctor/examine';
import { install } from '../integration/routes/routes';
import { freePort } from '../support/free-port';
import { serve } from '../support/serve';
import { serveRoutes } from '../support/serve-routes';
import { PLANTED_KEY } from '../support/upstream/ask-provider';
import { runScript } from './run-script';

const SCRIPTS = fileURLToPath(new URL('../../scripts', import.meta.url));
const PATIENCE = { timeout: 60_000 };

/** Stands for the built server: hands all on to the app of the test, and notes when it starts and ends. */
const SERVER = `
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
const note = (text) => appendFileSync(new URL('../../notes', import.meta.url), text);
process.on('SIGTERM', () => { note(' ended'); process.exit(0); });
createServer(async (request, response) => {
  let body = '';
  for await (const piece of request) body += piece;
  const headers = { 'content-type': 'application/json' };
  const init = request.method === 'GET' ? {} : { method: request.method, headers, body };
  const answer = await fetch(process.env.APP_OF_TEST + request.url, init);
  response.writeHead(answer.status);
  for await (const piece of answer.body) response.write(piece);
  response.end();
}).listen(process.env.PORT, process.env.HOSTNAME, () => note('started'));
`;

let root = '';
beforeEach(() => {
  const made = mkdtempSync(join(tmpdir(), 'tenlens-doctor-'));
  root = made;
  cpSync(SCRIPTS, join(root, 'scripts'), { recursive: true });
  writeFileSync(join(root, 'package.json'), '{ "type": "module", "optionalDependencies": {} }');
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
});

function build(): void {
  mkdirSync(join(root, '.next/standalone'), { recursive: true });
  writeFileSync(join(root, '.next/standalone/server.js'), SERVER);
}

/** An app with one connection; its address. */
async function openApp(environment: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(root, 'app-data');
  const silent = { info() {}, warn() {}, error() {} };
  const config = parseConfig({ DATA_DIR: folder, LOCAL_SERVER_PORTS: 'none', ...environment });
  const context = await createContext(config, { logger: silent });
  install(context);
  onTestFinished(() => context.close());
  return serveRoutes();
}

/** `npm run doctor -- …`, with the app's address as it is configured. */
async function run(parameters: readonly string[], port: string, env = {}) {
  const given = {
    HOST: '',
    PORT: port,
    DATA_DIR: '',
    DATABASE_URL: '',
    ACCESS_PASSWORD: '',
    ...env,
  };
  const running = runScript(join(root, 'scripts/doctor.mjs'), given, [], parameters);
  const code = await running.ended;
  return { code, stdout: running.stdout(), stderr: running.stderr() };
}

const portOf = (url: string) => new URL(url).port;

describe('with the app running, npm run doctor', PATIENCE, () => {
  test('says what it finds, what that cost, and ends with 0 where nothing is broken', async () => {
    const upstream = await start({ profile: 'vllmNew', maxImages: 4 });
    const app = await openApp({ UPSTREAM_BASE_URL: upstream.url });
    const { code, stdout, stderr } = await run(['upstream'], portOf(app));
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toContain(` · ${upstream.url}`);
    expect(lines[1]).toMatch(
      /^Uses up to \d+ requests and about \d+ tokens, on your own server\.$/,
    );
    expect(stdout).toMatch(/^✓ Reachable /m);
    expect(stdout).toMatch(
      /^! Number of pictures .*\n +→ Start the server with:\n +--limit-mm-per-prompt '\{"image":10\}'$/m,
    );
    expect(stdout).toMatch(/^– .+ \(Thinking\)$/m);
    expect(stdout).toMatch(/^\d+ in order, 0 broken, 1 missing, 1 not looked at\.$/m);
    const sent = upstream.requests.items.filter(({ path }) => path === '/v1/chat/completions');
    expect(stdout).toMatch(
      new RegExp(`Used: ${sent.length} requests, \\d+ tokens. What was found is kept .*\n$`),
    );
  });

  test('ends with 1 where something is broken', async () => {
    const upstream = await start({ profile: 'vllmNew', apiKey: 'right' });
    const app = await openApp({ UPSTREAM_BASE_URL: upstream.url, UPSTREAM_API_KEY: PLANTED_KEY });
    const { code, stdout, stderr } = await run(['upstream'], portOf(app));
    expect(code).toBe(1);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^✗ Key .*\n( +→ .*\n)* +UPSTREAM_API_KEY=…$/m);
    expect(stdout).toContain(', 1 broken, ');
    expect(stdout).not.toContain(PLANTED_KEY);
  });

  test('without a name says which there are', async () => {
    const app = await openApp({ UPSTREAM_BASE_URL: 'http://127.0.0.1:9/v1' });
    const { code, stdout, stderr } = await run([], portOf(app));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^Tenlens: name a connection .*\n {2}upstream .*http:\/\/127\.0\.0\.1:9\/v1/,
    );
  });

  test('asks on a key that may be billed only with --yes', async () => {
    const upstream = await start({ profile: 'nvidia' });
    const app = await openApp({
      UPSTREAM_BASE_URL: upstream.url,
      UPSTREAM_DIALECT: 'nvidia',
      UPSTREAM_API_KEY: PLANTED_KEY,
      UPSTREAM_REQUESTS_PER_MINUTE: '1000',
    });
    const refused = await run(['upstream'], portOf(app));
    expect([refused.code, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(
      /^Tenlens: this uses up to .* which may be billed: add --yes.*\n$/,
    );
    expect(upstream.requests.items).toEqual([]);
    const agreed = await run(['upstream', '--yes'], portOf(app));
    expect([agreed.code, agreed.stderr]).toEqual([0, '']);
    expect(agreed.stdout).toContain(', on a key that may be billed.\n');
  });
});

describe('with no app running, npm run doctor', PATIENCE, () => {
  test('starts one for as long as it takes', async () => {
    build();
    const upstream = await start({ profile: 'vllmNew' });
    const app = await openApp({ UPSTREAM_BASE_URL: upstream.url });
    const { code, stdout, stderr } = await run(['upstream'], String(await freePort()), {
      APP_OF_TEST: app,
    });
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain(', 0 broken, 0 missing, ');
    expect(readFileSync(join(root, 'notes'), 'utf8')).toBe('started ended');
  });

  test('is not kept by something else that never answers at its address', async () => {
    build();
    const app = await openApp({ UPSTREAM_BASE_URL: 'http://127.0.0.1:9/v1' });
    const silent = await serve(() => {});
    const { code, stdout } = await run(['upstream'], portOf(silent), { APP_OF_TEST: app });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^✗ Reachable /m);
    expect(readFileSync(join(root, 'notes'), 'utf8')).toBe('started ended');
  });

  test('says why none could be started', async () => {
    const { code, stdout, stderr } = await run(['upstream'], String(await freePort()));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe('Tenlens: there is no build yet: run `npm start`.\n');
  });
});
