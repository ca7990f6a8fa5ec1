import 'client-only';

/** An address a person may follow. */
export type SafeLink = {
  /** The whole address as the browser understands it. */
  readonly href: string;
  /** The host that a click goes to, in ASCII, or the recipient of a mail. */
  readonly host: string;
};

const MAX_ADDRESS_CHARACTERS = 2000;
const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * Reads the address of a link: `http`, `https` and `mailto` only, absolute, of sane length.
 * Read by the browser's own parser, so what is shown is where a click goes.
 *
 * @returns `null` for an address that must not be followed.
 */
export function readSafeLink(address: string): SafeLink | null {
  if (address.length > MAX_ADDRESS_CHARACTERS || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (!PROTOCOLS.has(url.protocol)) return null;
  return { href: url.href, host: url.protocol === 'mailto:' ? url.pathname : url.host };
}

/**
 * Says whether a link's text already shows where it goes: it is the address itself, or the host
 * with or without what follows.
 */
export function showsHost(text: string, link: SafeLink): boolean {
  const shown = text.trim().replace(/^(?:https?:\/\/|mailto:)/i, '');
  const rest = [link.host, link.host.replace(/^www\./, '')].flatMap((host) =>
    shown.toLowerCase().startsWith(host.toLowerCase()) ? [shown.slice(host.length)] : [],
  );
  return rest.some((after) => after === '' || /^[/?#]/.test(after));
}
