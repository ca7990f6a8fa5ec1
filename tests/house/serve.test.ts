import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runScript } from './run-script';

const SERVE = fileURLToPath(new URL('../../scripts/serve.mjs', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'tenlens-serve-'));
writeFileSync(join(folder, 'file'), '');
afterAll(() => rmSync(folder, { recursive: true }));

const GOOD = { PORT: '', HOST: '', DATA_DIR: join(folder, 'data'), DATABASE_URL: '' };

async function run(env: Readonly<Record<string, string>>) {
  const script = runScript(SERVE, { ...GOOD, NEXT_DIST_DIR: '.next-none', ...env });
  return { code: await script.ended, stderr: script.stderr(), stdout: script.stdout() };
}

const oneLine = (text: string) => new RegExp(`^Tenlens: .*${text}.*\n$`);

async function withTakenPort(work: (port: number) => Promise<void>): Promise<void> {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  await work(typeof address === 'object' && address ? address.port : 0);
  other.close();
}

describe('a start that cannot be says so in one line', () => {
  it.each(['abc', '0', '65536', '80.5', '-1'])('PORT=%s', async (port) => {
    const { code, stderr } = await run({ PORT: port });
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine(`PORT is "${port}"`));
  });

  it('a taken port', async () => {
    await withTakenPort(async (port) => {
      const { code, stderr } = await run({ PORT: String(port) });
      expect(code).toBe(1);
      expect(stderr).toMatch(oneLine(`PORT ${port} is taken .* PORT=${port + 1}`));
    });
  });

  it('a host that is not this machine', async () => {
    const { code, stderr } = await run({ HOST: '203.0.113.9' });
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine('HOST 203.0.113.9'));
  });

  it.each([
    ['below a file', () => join(folder, 'file/data')],
    ['that is a file', () => join(folder, 'file')],
    ['where nothing can be made', () => '/dev/null/data'],
  ])('a data folder %s', async (_what, path) => {
    const { code, stderr } = await run({ DATA_DIR: path() });
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine(`DATA_DIR ${path()} cannot be written`));
  });

  it('with a database no data folder is asked for', async () => {
    const env = { PORT: '39412', DATA_DIR: '/dev/null/data', DATABASE_URL: 'postgres://host/name' };
    expect((await run(env)).stderr).toMatch(oneLine('there is no build yet'));
  });

  it('no build', async () => {
    const { code, stderr } = await run({ PORT: '39411' });
    expect(code).toBe(1);
    expect(stderr).toMatch(oneLine('there is no build yet'));
  });
});
