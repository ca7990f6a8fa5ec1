/** Bytes of an address: 4 or 16. */
type Bytes = readonly number[];
type Range = { readonly bytes: Bytes; readonly bits: number };

function readIpv4(text: string): Bytes | null {
  const parts = text.split('.');
  const isDotted = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
  const bytes = parts.map(Number);
  return isDotted && bytes.every((byte) => byte <= 255) ? bytes : null;
}

/** Groups of 16 bits, the last two of which may be written as an IPv4 address. */
function readGroups(text: string): Bytes | null {
  if (text === '') return [];
  const parts = text.split(':');
  const bytes: number[] = [];
  for (const [index, part] of parts.entries()) {
    const tail = index === parts.length - 1 ? readIpv4(part) : null;
    if (tail) bytes.push(...tail);
    else if (!/^[0-9a-f]{1,4}$/i.test(part)) return null;
    else bytes.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255);
  }
  return bytes;
}

const IPV6_BYTES = 16;

function readIpv6(text: string): Bytes | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map(readGroups);
  if (!head || tail === null) return null;
  if (tail === undefined) return head.length === IPV6_BYTES ? head : null;
  const gap = IPV6_BYTES - head.length - tail.length;
  return gap < 2 ? null : [...head, ...new Array<number>(gap).fill(0), ...tail];
}

/** @throws Error where a range is not written as `address/bits`. */
function toRange(text: string): Range {
  const [address = '', bits] = text.split('/');
  const bytes = readIpv4(address) ?? readIpv6(address);
  if (!bytes || !bits) throw new Error(`no range: ${text}`);
  return { bytes, bits: Number(bits) };
}

/** IANA IPv4 Special-Purpose Address Registry, with multicast (RFC 5771) and what is reserved (RFC 1112). */
const SPECIAL_IPV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
].map(toRange);

/**
 * Only global unicast (RFC 4291) is on the Internet. That leaves out loopback, link-local, unique local,
 * multicast, and addresses that carry an IPv4 one: mapped, compatible, NAT64 (64:ff9b::/96).
 */
const GLOBAL_IPV6 = toRange('2000::/3');

/** IANA IPv6 Special-Purpose Address Registry within that: Teredo, ORCHID and others, documentation, 6to4, AS112. */
const SPECIAL_IPV6 = [
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3fff::/20',
].map(toRange);

function isIn(bytes: Bytes, { bytes: base, bits }: Range): boolean {
  return base.every((byte, index) => {
    const covered = Math.min(8, Math.max(0, bits - index * 8));
    const mask = (0xff << (8 - covered)) & 0xff;
    return ((bytes[index] ?? 0) & mask) === (byte & mask);
  });
}

/**
 * Whether an address is one of the public Internet: none of this machine, of its network, of a cloud's
 * metadata, nor one that leads to such through a translation. What is no address is not.
 *
 * @param address - In numbers, as a resolver gives it; an IPv6 address without brackets.
 */
export function isPublicAddress(address: string): boolean {
  const ipv4 = readIpv4(address);
  if (ipv4) return !SPECIAL_IPV4.some((range) => isIn(ipv4, range));
  const ipv6 = readIpv6(address);
  if (!ipv6) return false;
  return isIn(ipv6, GLOBAL_IPV6) && !SPECIAL_IPV6.some((range) => isIn(ipv6, range));
}
