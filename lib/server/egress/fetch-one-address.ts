import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { toConnectError } from './fetch-upstream';

/** One address of the operator's configuration. */
export type OneAddress = {
  readonly url: URL;
  /** Words for it, named in errors. */
  readonly label: string;
};

/** The part of `fetch` that a client of somebody else's making may use. */
export type Fetch = (address: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` for one address: it asks nobody else, whatever its caller was told to do, and follows no
 * redirect, so that what is sent stays there.
 *
 * @throws AppError `upstream-…` as `fetchUpstream` does; the signal's reason when it aborts.
 */
export function fetchOneAddress({ url, label }: OneAddress): Fetch {
  return async (address, init = {}) => {
    if (String(address) !== url.href)
      throw new AppError('upstream-redirect', { connection: label });
    try {
      return await fetch(url, { ...init, redirect: 'error', cache: 'no-store' });
    } catch (thrown) {
      if (init.signal?.aborted) throw init.signal.reason;
      throw toConnectError(thrown, { connection: label });
    }
  };
}
