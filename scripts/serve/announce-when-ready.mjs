import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';

const POLL_MILLISECONDS = 25;
const ANY_ADDRESS = new Map([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
]);

/** Next's own greeting: its name, two addresses and a time. */
const GREETING = /^\s*(▲ Next\.js|- Local:|- Network:|✓ Ready in|✓ Running next\.config)/;

/** Keeps the greeting off the screen. @returns {() => void} Puts everything back. */
function hideGreeting() {
  const { log } = console;
  console.log = (...output) => {
    if (!GREETING.test(stripVTControlCharacters(output.join(' ')))) log(...output);
  };
  return () => {
    console.log = log;
  };
}

/** Whether the server answers at all; it lets requests wait until it is set up. */
function isAnswering(host, port) {
  return new Promise((resolve) => {
    const request = get({ host, port, path: '/livez', agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('error', () => resolve(false));
  });
}

/**
 * Waits until the server answers, then prints the address people open.
 *
 * @param {{ host: string, port: number }} address
 */
export async function announceWhenReady({ host, port }) {
  const showGreeting = hideGreeting();
  const reachable = ANY_ADDRESS.get(host) ?? host;
  while (!(await isAnswering(reachable, port))) await wait(POLL_MILLISECONDS);
  showGreeting();
  const shown = reachable.includes(':') ? `[${reachable}]` : reachable;
  console.log(`Tenlens is ready on http://${shown}:${port}`);
}
