import 'server-only';
import { isPublicAddress } from '@/lib/domain/egress/is-public-address';
import { numericHost } from '@/lib/domain/egress/web-address-flaw';

/** Names kept for one's own networks (RFC 6761, 6762, 8375, ICANN's `internal`), and those without a dot. */
const OWN_NAME = /^[^.]+$|\.(?:localhost|local|home\.arpa|internal)$/;

/** Whether a host is this machine or one of its own network, as far as its address or name tells. */
export function isOwnHost(url: URL): boolean {
  const address = numericHost(url);
  return address === null
    ? OWN_NAME.test(url.hostname.replace(/\.$/, ''))
    : !isPublicAddress(address);
}
