/**
 * Keeps a Postgres of its own for tests: a new cluster in a temporary folder, on a free port of this
 * machine. Prints its address in one line. `stop` and `start` on standard input do what they say and are
 * answered by a line; the end of the input ends everything and removes the folder, so that nothing is
 * left behind whatever happens to the process on the other side.
 *
 * node keep-postgres.mjs <folder of Postgres' programs>
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const [programs = ''] = process.argv.slice(2);
const USER = 'tenlens';
const PASSWORD = randomBytes(12).toString('hex');
const READY = /database system is ready to accept connections/;
// Not the order of bytes, as on most servers: a query that counts on that order shows here.
const LOCALE = ['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US'];

/** Postgres does not run as root. */
function ordinaryUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const idOf = (flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
      return { uid: idOf('-u'), gid: idOf('-g') };
    } catch {
      // There is no such user: the next one.
    }
  }
  throw new Error('there is no user that Postgres could run as');
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

const user = ordinaryUser();
const folder = mkdtempSync(join(tmpdir(), 'tenlens-postgres-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
// The end comes by the input; Postgres gets a signal to the whole group by itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

function initialise() {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, PASSWORD);
  for (const path of [folder, passwordFile]) {
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
  }
  const flags = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const parameters = [`--pgdata=${join(folder, 'data')}`, '--no-sync', ...flags, ...LOCALE];
  execFileSync(join(programs, 'initdb'), parameters, { ...user, cwd: folder, stdio: 'pipe' });
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '32MB',
  fsync: 'on',
};

/** Starts the server; resolves when it takes connections. */
function startServer(port) {
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const parameters = ['-D', join(folder, 'data'), ...settings];
  const options = { ...user, cwd: folder };
  const server = spawn(join(programs, 'postgres'), parameters, {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr.on('data', (bytes) => {
      log = (log + bytes).slice(-4_000);
      if (READY.test(log)) resolve(server);
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Postgres ended (${code}):\n${log}`)));
  });
}

/** Ends every connection and the server at once, without losing what was committed. */
function stopServer(server) {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve(undefined);
    server.once('exit', resolve);
    server.kill('SIGINT');
  });
}

initialise();
const port = await freePort();
let server = await startServer(port);
const say = (line) => process.stdout.write(`${line}\n`);
say(`postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`);
for await (const command of createInterface({ input: process.stdin })) {
  if (command === 'stop') await stopServer(server);
  if (command === 'start') server = await startServer(port);
  say(command);
}
await stopServer(server);
process.exit(0);
