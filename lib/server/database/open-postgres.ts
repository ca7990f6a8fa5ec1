import 'server-only';
import { type Dialect, Kysely, PostgresDialect } from 'kysely';
import { type ClientBase, type ClientConfig, Pool, type PoolClient, types } from 'pg';
import type { Secret } from '../secret';
import type { Schema } from './schema';
import { translateFailures } from './translate-failures';

const CONNECT_TIMEOUT_MS = 5_000;
/** The server gives a statement up first; only a dead network lets the client do it. */
const STATEMENT_TIMEOUT_MS = 25_000;
const ANSWER_TIMEOUT_MS = 30_000;
/** A process that hangs in the middle of a transaction may not keep its locks for good. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_DELAY_MS = 10_000;
const POOL_SIZE = 10;

/** What the driver says then. */
const STUCK = 'Query read timeout';

const INT8 = 20;
const BYTEA = 17;

function toBytes(text: string): Uint8Array {
  const { buffer, byteOffset, byteLength } = types.getTypeParser(BYTEA)(text) as Buffer;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** As SQLite gives them: whole numbers are numbers (ours are below 2^53), bytes are plain bytes. */
const typeParsers: ClientConfig['types'] = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (format !== 'binary' && oid === INT8) return Number;
    if (format !== 'binary' && oid === BYTEA) return toBytes;
    return types.getTypeParser(oid, format as 'text');
  },
};

/**
 * How a client reaches the database of an address. A certificate is verified wherever the address asks
 * for TLS, unless it says `sslmode=no-verify`.
 */
export function postgresOptions(url: Secret): ClientConfig {
  // The driver verifies for all of these and warns that its next version will not: said outright.
  const connectionString = url
    .reveal()
    .replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
  return {
    connectionString,
    types: typeParsers,
    application_name: 'tenlens',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
  };
}

/** The passwords in an address, as they stand there and as they are sent. */
export function passwordsOf(url: Secret): string[] {
  const { password, searchParams } = new URL(url.reveal());
  const plain = searchParams.get('password') ?? '';
  return [password, decodeURIComponent(password), plain, encodeURIComponent(plain)];
}

/** Set by statements: connection poolers refuse them as start parameters. */
async function limitWaiting(client: ClientBase): Promise<void> {
  await client.query(
    `set statement_timeout = ${STATEMENT_TIMEOUT_MS};
     set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_TIMEOUT_MS}`,
  );
}

/** A client that is thrown away once an answer did not come in time: what it does then is unknown. */
function discardWhenStuck(client: PoolClient): PoolClient {
  let isStuck = false;
  const query = async (text: string, values: unknown[]) => {
    if (isStuck) throw new Error(STUCK);
    try {
      return await client.query(text, values);
    } catch (error) {
      isStuck ||= error instanceof Error && error.message === STUCK;
      throw error;
    }
  };
  const release = (destroy?: boolean) => client.release(destroy || isStuck);
  return new Proxy(client, {
    get(target, name) {
      if (name === 'query') return query;
      return name === 'release' ? release : Reflect.get(target, name);
    },
  });
}

/** A pool of connections, the first of which is made by the first query; see `openPostgres`. */
export function postgresDialect(url: Secret, { isPatient = false } = {}): Dialect {
  const pool = new Pool({
    ...postgresOptions(url),
    max: isPatient ? 1 : POOL_SIZE,
    ...(isPatient ? {} : { query_timeout: ANSWER_TIMEOUT_MS, onConnect: limitWaiting }),
  });
  // Without these a server that goes away would end the process: whatever was asked fails by itself.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  return new PostgresDialect({
    pool: {
      connect: async () => discardWhenStuck(await pool.connect()),
      end: () => pool.end(),
      options: pool.options,
    },
  });
}

/**
 * Opens a database on Postgres. A connection that breaks fails the query it carries and is replaced by the
 * next one; while there is none to be had, queries fail with AppError `store-unavailable`.
 *
 * @param options.isPatient - Lets statements take as long as they need, as migrations may.
 */
export function openPostgres(url: Secret, options: { isPatient?: boolean } = {}): Kysely<Schema> {
  return new Kysely<Schema>({ dialect: translateFailures(postgresDialect(url, options)) });
}
