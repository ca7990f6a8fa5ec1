import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { freePort } from '../support/free-port';
import { readDockerfile } from '../support/read-dockerfile';

/*
 * What `docker run` would do, without Docker: the files the Dockerfile copies, in a tree nobody may
 * write to, run by its user with its environment and its command, and one writable folder.
 */

const repository = fileURLToPath(new URL('../..', import.meta.url));
const image = readDockerfile(join(repository, 'Dockerfile'));
const isRoot = process.getuid?.() === 0;

const container = mkdtempSync(join(tmpdir(), 'tenlens-container-'));
const application = join(container, 'app');
const data = join(container, image.volume);
const node = join(container, 'node');

/** Every file with its size and time: two equal lists mean that nothing was written. */
function listTree(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path));
      return `${path} ${size} ${mtimeMs}`;
    })
    .sort();
}

test.beforeAll(() => {
  if (!isRoot) console.log('not root: the container is tried without its own user');
  chmodSync(container, 0o755);
  for (const { from, to } of image.copies) {
    cpSync(join(repository, from), join(application, to), { recursive: true });
  }
  cpSync(process.execPath, node);
  execFileSync('chmod', ['-R', 'a-w,a+rX', application]);
  mkdirSync(data);
  if (isRoot) chownSync(data, image.user, image.user);
});

test.afterAll(() => {
  execFileSync('chmod', ['-R', 'u+w', application]);
  rmSync(container, { recursive: true });
});

async function run(command: readonly string[], env: Readonly<Record<string, string>>) {
  const [, ...parameters] = command;
  const child: ChildProcess = spawn(node, parameters, {
    cwd: application,
    env: {
      NODE_ENV: 'production',
      ...image.environment,
      DATA_DIR: data,
      TMPDIR: '/nowhere',
      HOME: '/nowhere',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid: image.user, gid: image.user } : {}),
  });
  const output: string[] = [];
  child.stdout?.on('data', (text) => output.push(String(text)));
  child.stderr?.on('data', (text) => output.push(String(text)));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, ended, output: () => output.join('') };
}

test('an open door without a password is refused', async () => {
  const server = await run(image.command, { PORT: String(await freePort()) });
  expect(await server.ended).not.toBe(0);
  expect(server.output()).toMatch(/^HOST: 0\.0\.0\.0 .*ALLOW_INSECURE=1\n$/);
});

test('serves from a read-only tree as another user, with one writable folder', async () => {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const before = listTree(application);
  const env = { PORT: port, ALLOW_INSECURE: '1', LOCAL_SERVER_PORTS: 'none' };
  const server = await run(image.command, env);
  await expect.poll(() => server.output()).toContain(`Tenlens is ready on ${url}\n`);

  const answers = await Promise.all(['/livez', '/readyz', '/'].map((path) => fetch(url + path)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  const page = (await answers.at(-1)?.text()) ?? '';
  const [script = ''] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
  expect((await fetch(url + script)).status).toBe(200);

  const health = await run(image.healthCommand, { PORT: port });
  expect(await health.ended).toBe(0);

  const upload = await fetch(`${url}/api/attachments`, {
    method: 'POST',
    headers: { 'x-file-name': 'photo.jpg', 'content-type': 'image/jpeg' },
    body: readFileSync(join(repository, 'tests/fixtures/images/photo.jpg')),
  });
  expect(upload.status).toBe(201);

  const backup = await run(['node', 'scripts/backup.mjs', join(data, 'copy.db')], {});
  expect(await backup.ended).toBe(0);
  expect(backup.output()).toMatch(/^Backed up to .*attachment 1, blob 1/);

  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  const restore = await run(['node', 'scripts/restore.mjs', join(data, 'copy.db')], {});
  expect(await restore.ended).toBe(0);
  expect(listTree(application)).toEqual(before);
  const [file = ''] = readdirSync(data);
  expect(statSync(join(data, file)).uid).toBe(isRoot ? image.user : process.getuid?.());
  const afterwards = await run(image.healthCommand, { PORT: port });
  expect(await afterwards.ended).toBe(1);
});
