import 'server-only';
import { lookup as resolveName } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '@/lib/domain/egress/is-public-address';
import { numericHost, webAddressFlaw } from '@/lib/domain/egress/web-address-flaw';
import { AppError } from '@/lib/domain/errors/app-error';

export type NumericAddress = { readonly address: string; readonly family: number };

/** What leads to the network; tests put their own in its place. */
export type WebDoors = {
  /** All addresses of a name. */
  resolve(name: string): Promise<readonly NumericAddress[]>;
  /** Whether nothing speaks against an address in numbers. */
  isAllowed(address: string): boolean;
  /** Whether nothing speaks against a URL by itself. */
  flawOf(url: URL): string | null;
};

export const OPEN_DOORS: WebDoors = {
  resolve: (name) => resolveName(name, { all: true }),
  isAllowed: isPublicAddress,
  flawOf: webAddressFlaw,
};

/** @returns AppError `web-address`. */
export const refusedAddress = (url: URL, reason: string) =>
  new AppError('web-address', { host: url.hostname.slice(0, 100), reason });

/**
 * The addresses a URL leads to, every one of them checked.
 *
 * @throws AppError `web-address`, `web-unreachable`.
 */
export async function checkedAddresses(
  url: URL,
  doors: WebDoors,
): Promise<readonly NumericAddress[]> {
  const flaw = doors.flawOf(url);
  if (flaw !== null) throw refusedAddress(url, flaw);
  const literal = numericHost(url);
  if (literal !== null) return [{ address: literal, family: literal.includes(':') ? 6 : 4 }];
  const found = await doors.resolve(url.hostname).catch((cause: unknown) => {
    throw new AppError('web-unreachable', { host: url.hostname }, { cause });
  });
  if (found.length === 0) throw new AppError('web-unreachable', { host: url.hostname });
  if (!found.every(({ address }) => doors.isAllowed(address))) throw refusedAddress(url, 'host');
  return found;
}

/** Gives a connection the addresses that were checked, so that no second answer of a name is used. */
export const lookupOf =
  (addresses: readonly NumericAddress[]): LookupFunction =>
  (_name, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
