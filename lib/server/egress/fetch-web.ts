import 'server-only';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { AppError } from '@/lib/domain/errors/app-error';
import {
  checkedAddresses,
  lookupOf,
  type NumericAddress,
  OPEN_DOORS,
  refusedAddress,
  type WebDoors,
} from './checked-addresses';

/** What somebody we do not trust wants to know: a model, a page, a person's own tool. */
export type WebRequest = {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | undefined;
  /** A JSON text. */
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
};

export type WebResponse = {
  readonly status: number;
  /** Where it came from at last. */
  readonly url: string;
  /** As the server calls it; what it is, its bytes say. */
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Whether there was more than is read. */
  readonly isCut: boolean;
};

/** For the whole of it: names, redirects and the body. */
const TIME_LIMIT_MS = 10_000;
const MAX_BYTES = 20 * 1024 * 1024;
const MAX_REDIRECTS = 3;
/** Many sites refuse whoever gives no name; more than ours is nobody's business. */
const USER_AGENT = 'Tenlens';
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Redirects after which the same is asked in the same way. */
const KEEP_METHOD = new Set([307, 308]);

function parse(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new AppError('web-address', { host: '', reason: 'form' });
  return new URL(text, base);
}

type Hop = Pick<WebRequest, 'method' | 'body'> & {
  readonly url: URL;
  readonly signal: AbortSignal;
};

function send(hop: Hop, addresses: readonly NumericAddress[]): Promise<IncomingMessage> {
  const { url, method = 'GET', body, signal } = hop;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const ofBody =
    body === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  // A connection of its own: none that was opened for another name is used again.
  const options: RequestOptions = {
    method,
    headers: { 'user-agent': USER_AGENT, ...ofBody },
    signal,
    agent: false,
    lookup: lookupOf(addresses),
  };
  const client = url.protocol === 'https:' ? https : http;
  const request = client.request(url, options, resolve);
  request.on('error', reject);
  request.end(body);
  return promise;
}

async function readBody(message: IncomingMessage): Promise<Pick<WebResponse, 'bytes' | 'isCut'>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of message) {
    pieces.push(piece);
    size += piece.length;
    // Leaving the loop closes the connection.
    if (size > MAX_BYTES) break;
  }
  return { bytes: Buffer.concat(pieces).subarray(0, MAX_BYTES), isCut: size > MAX_BYTES };
}

/** Where a response sends on to, and how that is asked; `null` for an answer. */
function nextHop(hop: Hop, { statusCode = 0, headers }: IncomingMessage): Hop | null {
  if (!REDIRECTS.has(statusCode) || headers.location === undefined) return null;
  const url = parse(headers.location, hop.url);
  if (!KEEP_METHOD.has(statusCode) || hop.body === undefined) return { url, signal: hop.signal };
  // What was written for one server is given to no other.
  if (url.origin !== hop.url.origin) throw refusedAddress(url, 'redirect');
  return { ...hop, url };
}

async function follow(first: Hop, doors: WebDoors): Promise<WebResponse> {
  let hop = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const message = await send(hop, await checkedAddresses(hop.url, doors));
    const next = nextHop(hop, message);
    if (!next) {
      const contentType = message.headers['content-type'] ?? '';
      // Nothing was asked for packed: bytes that are read as they are, and not unpacked without a limit.
      const body = await readBody(message);
      return { status: message.statusCode ?? 0, url: hop.url.href, contentType, ...body };
    }
    message.destroy();
    hop = next;
  }
  throw refusedAddress(hop.url, 'redirects');
}

/** @throws AppError that says as much as anybody may know: a name, never what its server or this network said. */
function toWebError(cause: unknown, url: URL, hasTimeLeft: boolean): AppError {
  if (cause instanceof AppError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection failed';
  const details = { host: url.hostname.slice(0, 100) };
  return new AppError(hasTimeLeft ? 'web-unreachable' : 'web-timeout', details, {
    cause: new Error(code),
  });
}

/**
 * Asks an address that somebody we do not trust has named. Only the public Internet is reached: http and
 * https on their own ports, a name with a dot, no credentials, and no address that is special, whatever a
 * name or a redirect leads to; what was checked is what is connected to. Of us it tells
 * a name alone (`user-agent: Tenlens`); it follows three redirects, and takes 10 s and 20 MB at most.
 *
 * @throws AppError `web-address` with `{ host, reason }`, `web-unreachable`, `web-timeout`; the signal's
 *   reason when it aborts.
 */
export async function fetchWeb(request: WebRequest, doors = OPEN_DOORS): Promise<WebResponse> {
  const { url: text, signal: stop, method, body } = request;
  const url = parse(text);
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIME_LIMIT_MS);
  const signal = AbortSignal.any([stop, limit.signal]);
  const ended = Promise.withResolvers<never>();
  // A resolver cannot be told to stop: it is left alone.
  signal.addEventListener('abort', () => ended.reject(signal.reason), { once: true });
  try {
    stop.throwIfAborted();
    return await Promise.race([follow({ url, method, body, signal }, doors), ended.promise]);
  } catch (cause) {
    if (stop.aborted) throw stop.reason;
    throw toWebError(cause, url, !limit.signal.aborted);
  } finally {
    clearTimeout(timer);
  }
}

/** Asks the web; see `fetchWeb`. */
export type FetchWeb = (request: WebRequest) => Promise<WebResponse>;
