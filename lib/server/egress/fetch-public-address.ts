import 'server-only';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { Readable } from 'node:stream';
import { AppError, type ErrorDetails } from '@/lib/domain/errors/app-error';
import {
  checkedAddresses,
  lookupOf,
  type NumericAddress,
  OPEN_DOORS,
  type WebDoors,
} from './checked-addresses';
import type { Fetch, OneAddress } from './fetch-one-address';
import { toConnectError } from './fetch-upstream';

/** What tests put in the place of the network. */
export type PublicNetwork = WebDoors & {
  /** Where the server really is, and who vouches for it. */
  readonly options?: Pick<RequestOptions, 'port' | 'ca' | 'servername'>;
};

type Order = {
  readonly url: URL;
  readonly init: RequestInit;
  readonly to: readonly NumericAddress[];
};

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
        lookup: lookupOf(to),
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

function toPublicError(thrown: unknown, details: ErrorDetails): AppError {
  const isForbidden =
    thrown instanceof AppError && (thrown.code === 'web-address' || !thrown.cause);
  // A name without any address leads to nobody on the public network.
  return isForbidden
    ? new AppError('address-not-public', details)
    : toConnectError(thrown, details);
}

/**
 * A `fetch` for one address that somebody who is not the operator named: https on its usual port, a name
 * whose every address is of the public network, connected to as it was checked, and no redirect.
 *
 * @throws AppError `address-not-public`; `upstream-…` as `fetchUpstream` does; the signal's reason when
 *   it aborts.
 */
export function fetchPublicAddress(
  { url, label }: OneAddress,
  network: PublicNetwork = OPEN_DOORS,
): Fetch {
  const details = { connection: label };
  const connect = async (init: RequestInit) => {
    if (url.protocol !== 'https:') throw new AppError('address-not-public', details);
    return ask({ url, init, to: await checkedAddresses(url, network) }, network.options);
  };
  return async (address, init = {}) => {
    if (String(address) !== url.href) throw new AppError('upstream-redirect', details);
    const message = await connect(init).catch((thrown: unknown) => {
      if (init.signal?.aborted) throw init.signal.reason;
      throw toPublicError(thrown, details);
    });
    const { statusCode = 0 } = message;
    const isRedirect = statusCode >= 300 && statusCode < 400;
    if (!isRedirect && !message.headers['content-encoding']) return toResponse(message);
    message.destroy();
    throw new AppError(isRedirect ? 'upstream-redirect' : 'upstream-not-stream', details);
  };
}
