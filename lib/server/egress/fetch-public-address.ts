import 'server-only';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { isPublicAddress } from '@/lib/domain/egress/is-public-address';
import { AppError } from '@/lib/domain/errors/app-error';
import type { Fetch, OneAddress } from './fetch-one-address';
import { toConnectError } from './fetch-upstream';

type Resolved = { readonly address: string; readonly family: number };

/** What tests put in the place of the network. */
export type PublicNetwork = {
  /** Every address of a name. */
  readonly resolve: (host: string) => Promise<readonly Resolved[]>;
  readonly isPublic: (address: string) => boolean;
  /** Where the server really is, and who vouches for it. */
  readonly options?: Pick<RequestOptions, 'port' | 'ca' | 'servername'>;
};

const NETWORK: PublicNetwork = {
  resolve: (host) => lookup(host, { all: true }),
  isPublic: isPublicAddress,
};

/** One of the name's addresses that may be asked: none of them may lead into this network. */
async function choose(url: URL, { resolve, isPublic }: PublicNetwork): Promise<Resolved | null> {
  const isPlain = url.protocol === 'https:' && url.port === '' && !url.username && !url.password;
  if (!isPlain || !url.hostname.includes('.')) return null;
  const family = isIP(url.hostname);
  const found = family ? [{ address: url.hostname, family }] : await resolve(url.hostname);
  return found.every(({ address }) => isPublic(address)) ? (found[0] ?? null) : null;
}

/** The name is looked up no second time: what was checked is what is connected to. */
const only =
  ({ address, family }: Resolved): LookupFunction =>
  (_host, options, callback) =>
    options.all ? callback(null, [{ address, family }]) : callback(null, address, family);

type Order = { readonly url: URL; readonly init: RequestInit; readonly to: Resolved };

function ask(
  { url, init, to }: Order,
  options: PublicNetwork['options'],
): Promise<IncomingMessage> {
  const headers = Object.fromEntries(new Headers(init.headers));
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        method: init.method ?? 'GET',
        // What is packed would have to be unpacked here.
        headers: { ...headers, 'accept-encoding': 'identity' },
        lookup: only(to),
        agent: false,
        ...(init.signal ? { signal: init.signal } : {}),
        ...options,
      },
      resolve,
    );
    asked.once('error', reject);
    asked.end(typeof init.body === 'string' ? init.body : undefined);
  });
}

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headersDistinct)) {
    for (const each of value ?? []) headers.append(name, each);
  }
  const status = message.statusCode ?? 0;
  const hasBody = status !== 204 && status !== 205;
  if (!hasBody) message.resume();
  // The stream of Node is the one of the web, under another type.
  return new Response(hasBody ? (Readable.toWeb(message) as ReadableStream) : null, {
    status,
    headers,
  });
}

/**
 * A `fetch` for one address that somebody who is not the operator named: https on its usual port, a name
 * whose every address is of the public network, connected to as it was checked, and no redirect.
 *
 * @throws AppError `address-not-public`; `upstream-…` as `fetchUpstream` does; the signal's reason when
 *   it aborts.
 */
export function fetchPublicAddress({ url, label }: OneAddress, network = NETWORK): Fetch {
  const details = { connection: label };
  const connect = async (init: RequestInit) => {
    const to = await choose(url, network);
    if (!to) throw new AppError('address-not-public', details);
    return ask({ url, init, to }, network.options);
  };
  return async (address, init = {}) => {
    if (String(address) !== url.href) throw new AppError('upstream-redirect', details);
    const message = await connect(init).catch((thrown: unknown) => {
      if (init.signal?.aborted) throw init.signal.reason;
      throw thrown instanceof AppError ? thrown : toConnectError(thrown, details);
    });
    const { statusCode = 0 } = message;
    const isRedirect = statusCode >= 300 && statusCode < 400;
    if (!isRedirect && !message.headers['content-encoding']) return toResponse(message);
    message.destroy();
    throw new AppError(isRedirect ? 'upstream-redirect' : 'upstream-not-stream', details);
  };
}
