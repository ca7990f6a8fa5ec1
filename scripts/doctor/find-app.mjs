import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EntryFailure } from '../entry/failure.mjs';

const SERVE = fileURLToPath(new URL('../serve.mjs', import.meta.url));
const START_LIMIT_MILLISECONDS = 30_000;
const POLL_MILLISECONDS = 50;
/** A Tenlens says at once that it lives; something else may take a connection and never answer. */
const ANSWER_LIMIT_MILLISECONDS = 2_000;
const ANY_ADDRESS = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** Whether a Tenlens, or anything that looks like one, answers at an address. */
async function isAlive(url) {
  try {
    const signal = AbortSignal.timeout(ANSWER_LIMIT_MILLISECONDS);
    const answer = await fetch(`${url}/livez`, { signal });
    return answer.ok && (await answer.text()) === 'ok';
  } catch {
    // Nobody there, or nobody who answers: that is an answer too.
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The last line that a start printed: why it did not come about. */
const lastLine = (text) =>
  text
    .trim()
    .split('\n')
    .at(-1)
    ?.replace(/^Tenlens: /, '') ?? '';

async function startOwn() {
  const port = await freePort();
  const environment = { ...process.env, HOST: '127.0.0.1', PORT: String(port) };
  const child = spawn(process.execPath, [SERVE], {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let printed = '';
  child.stderr.on('data', (data) => {
    printed += data;
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const close = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + START_LIMIT_MILLISECONDS;
  while (!(await isAlive(url))) {
    if (child.exitCode !== null) throw new EntryFailure(lastLine(printed));
    if (Date.now() > deadline) {
      await close();
      throw new EntryFailure('the app did not start in time.');
    }
    await wait(POLL_MILLISECONDS);
  }
  return { url, close };
}

/**
 * The app to ask: the one that runs with this configuration, else one that is started for this, on the
 * store and for as long as it takes.
 *
 * @param {{ host: string, port: number }} address - Where the configured app would listen.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `close` ends what was started.
 * @throws EntryFailure when neither works, with the app's own reason.
 */
export async function findApp({ host, port }) {
  const reachable = ANY_ADDRESS.get(host) ?? host;
  const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  if (await isAlive(url)) return { url, close: async () => {} };
  return startOwn();
}
