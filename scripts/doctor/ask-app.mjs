import { readFileSync } from 'node:fs';
import { EntryFailure } from '../entry/failure.mjs';

function readPassword() {
  const { ACCESS_PASSWORD, ACCESS_PASSWORD_FILE } = process.env;
  if (ACCESS_PASSWORD) return ACCESS_PASSWORD;
  return ACCESS_PASSWORD_FILE ? readFileSync(ACCESS_PASSWORD_FILE, 'utf8').trim() : '';
}

const json = (body) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/**
 * Asks an app, signed in where it wants a password.
 *
 * @param {string} url - Its address without a slash at the end.
 */
export async function openApp(url) {
  let cookie = '';

  const send = async (path, init = {}) =>
    fetch(url + path, { ...init, headers: { ...init.headers, cookie } });

  async function ask(path, init) {
    const response = await send(path, init);
    if (response.ok) return response;
    /** @type {any} */
    const problem = await response.json().catch(() => ({}));
    throw new EntryFailure(`the app answered: ${problem.code ?? response.status}.`);
  }

  if ((await send('/api/doctor')).status === 401) {
    const session = await send('/api/session', json({ password: readPassword() }));
    if (!session.ok) throw new EntryFailure('the app wants its password: set ACCESS_PASSWORD.');
    cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  return {
    /** @returns {Promise<Array<{ id: string, label: string, address: string, isMetered: boolean, requests: number, tokens: number }>>} */
    async offers() {
      /** @type {any} */
      const answer = await (await ask('/api/doctor')).json();
      return answer.offers;
    },
    /** Events of a run, as they come. */
    async *examine(connection, isConfirmed) {
      const path = `/api/doctor/${encodeURIComponent(connection)}`;
      const response = await ask(path, json({ isConfirmed }));
      const decoder = new TextDecoder();
      let rest = '';
      for await (const piece of response.body ?? []) {
        const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) yield JSON.parse(line);
      }
    },
  };
}
