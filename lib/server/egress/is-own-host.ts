import 'server-only';
import { BlockList, isIP } from 'node:net';

/** Addresses that no public service has (RFC 1918, 3927, 4193, 4291, 6598, 6890). */
const OWN_NETWORKS = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  OWN_NETWORKS.addSubnet(network, prefix);
}
OWN_NETWORKS.addAddress('::1', 'ipv6');
OWN_NETWORKS.addSubnet('fc00::', 7, 'ipv6');
OWN_NETWORKS.addSubnet('fe80::', 10, 'ipv6');

/** Names kept for one's own networks (RFC 6761, 6762, 8375, ICANN's `internal`), and those without a dot. */
const OWN_NAME = /^[^.]+$|\.(?:localhost|local|home\.arpa|internal)$/;

/** Whether a host is this machine or one of its own network, as far as its address or name tells. */
export function isOwnHost({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family === 0) return OWN_NAME.test(host);
  return OWN_NETWORKS.check(host, family === 6 ? 'ipv6' : 'ipv4');
}
