import 'server-only';

/** Where NVIDIA keeps what is uploaded to it. */
const STORAGE_HOST = /^[a-z0-9.-]+\.amazonaws\.com$/;

/**
 * Reads the address that a server names for an upload. It comes from outside, so it is taken only where it
 * leads to the known storage over TLS at the usual port, or back to the server itself.
 *
 * @param origin - The server's own.
 * @returns `null` for any other.
 */
export function readUploadAddress(text: string, origin: string): URL | null {
  if (!URL.canParse(text)) return null;
  const address = new URL(text);
  if (address.username !== '' || address.password !== '') return null;
  if (address.origin === origin) return address;
  const isStorage =
    address.protocol === 'https:' && address.port === '' && STORAGE_HOST.test(address.hostname);
  return isStorage ? address : null;
}
