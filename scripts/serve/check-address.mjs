import { createServer } from 'node:net';
import { EntryFailure } from '../entry/failure.mjs';

function explain(code, { host, port }) {
  if (code === 'EADDRINUSE') {
    return `PORT ${port} is taken on ${host}: stop the other program, or choose another, for example PORT=${port + 1}.`;
  }
  if (code === 'EACCES')
    return `PORT ${port} needs more rights than this user has: choose one above 1023.`;
  return `HOST ${host} is no address of this machine (${code}): leave it out, or give one that is.`;
}

/**
 * Tries to listen, once, and lets go again.
 *
 * @param {{ host: string, port: number }} address
 * @returns {Promise<void>}
 * @throws EntryFailure that names `PORT` or `HOST`.
 */
export function checkAddress(address) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      reject(new EntryFailure(explain(error.code, address), { cause: error }));
    });
    probe.listen({ ...address, exclusive: true }, () => probe.close(() => resolve()));
  });
}
