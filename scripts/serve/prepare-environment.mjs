import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EntryFailure } from '../entry/failure.mjs';

const HIGHEST_PORT = 65535;

/** Variables that hold a path. The server changes its folder, so they are made absolute first. */
const PATHS = [
  'DATA_DIR',
  'CONNECTIONS_FILE',
  'MCP_SERVERS_FILE',
  'NVIDIA_API_KEY_FILE',
  'UPSTREAM_API_KEY_FILE',
  'ACCESS_PASSWORD_FILE',
  'DATABASE_URL_FILE',
];

function readPort(value) {
  const port = Number(value);
  if (/^\d+$/.test(value) && port >= 1 && port <= HIGHEST_PORT) return port;
  throw new EntryFailure(`PORT is "${value}": give a number from 1 to ${HIGHEST_PORT}.`);
}

/**
 * Reads `.env` where there is one (variables that are set already win), fills in the defaults that
 * Next needs before our own configuration is read, and checks the port.
 *
 * @param {string} root - The folder that `.env` and relative paths belong to.
 * @returns {{ host: string, port: number }} Where to listen.
 * @throws EntryFailure when `PORT` is no port.
 */
export function prepareEnvironment(root) {
  const file = join(root, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  const environment = process.env;
  const host = (environment.HOST || '127.0.0.1').replace(/^\[(.*)\]$/, '$1');
  const port = readPort(environment.PORT || '3000');
  environment.DATA_DIR ||= './data';
  for (const name of PATHS) {
    if (environment[name]) environment[name] = resolve(root, environment[name]);
  }
  environment.NODE_ENV = 'production';
  environment.NEXT_TELEMETRY_DISABLED = '1';
  // Ours lets running answers finish; Next's would not.
  environment.NEXT_MANUAL_SIG_HANDLE = '1';
  Object.assign(environment, { HOST: host, HOSTNAME: host, PORT: String(port) });
  return { host, port };
}
