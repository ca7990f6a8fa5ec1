import { isPublicAddress } from './is-public-address';

/** Why an address is not asked: it is none, or leads where only this machine or its network is. */
export type WebAddressFlaw = 'scheme' | 'credentials' | 'port' | 'host';

/** An address in its parts, as `URL` reads them. */
type WebAddress = {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly port: string;
  readonly hostname: string;
};

const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const IPV4 = /^[\d.]+$/;

/** An address in numbers, as `URL` writes every form of one; `null` for a name. */
export function numericHost({ hostname }: Pick<WebAddress, 'hostname'>): string | null {
  if (hostname.startsWith('[')) return hostname.slice(1, -1);
  return IPV4.test(hostname) ? hostname : null;
}

/** A name with a dot in it: one without is of this network. */
const isName = (hostname: string) => /^[^.]+(\.[^.]+)+\.?$/.test(hostname);

/**
 * Why an address may not be asked on behalf of somebody we do not trust, by itself; `null` where nothing is
 * wrong with it. What its name leads to has to be looked at too.
 *
 * @param url - As parsed: it is this that is connected to, not a text that another parser reads otherwise.
 */
export function webAddressFlaw(url: WebAddress): WebAddressFlaw | null {
  const { protocol, username, password, port, hostname } = url;
  const standard = PORTS[protocol];
  if (standard === undefined) return 'scheme';
  if (username !== '' || password !== '') return 'credentials';
  // `URL` leaves a scheme's own port out: 443 over http would be asked in plain text.
  if (port !== '' && port !== standard) return 'port';
  const address = numericHost(url);
  const isAllowed = address === null ? isName(hostname) : isPublicAddress(address);
  return isAllowed ? null : 'host';
}
