import 'server-only';
import { createHash } from 'node:crypto';
import type { Secret } from '../secret';
import { type Clock, createKeyLine } from './key-line';
import type { RequestLine } from './request-line';
import type { TokenStore } from './token-store';

/** What says which line a connection's requests wait in. */
export type KeyUse = {
  readonly baseUrl: URL;
  readonly apiKey?: Secret | undefined;
  /** `null` for no limit. */
  readonly requestsPerMinute: number | null;
};

/** The lines of this process: one for each key at each server, whoever uses it. */
export type RequestLines = { of(use: KeyUse): RequestLine };

function idOf({ baseUrl, apiKey }: KeyUse): string {
  const name = `${baseUrl.origin}\n${apiKey?.reveal() ?? ''}`;
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

type Kept = { readonly line: RequestLine; size: number | null };

const narrower = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

/** Makes the lines. Connections with one key share one, as wide as the narrowest of them says. */
export function createRequestLines(tokens: TokenStore, clock: Clock): RequestLines {
  const lines = new Map<string, Kept>();

  const create = (id: string, size: number | null): Kept => {
    const bucket = () => (kept.size === null ? null : { id, size: kept.size });
    const kept: Kept = { line: createKeyLine({ bucket, tokens, clock }), size };
    return kept;
  };
  return {
    of(use) {
      const id = idOf(use);
      const kept = lines.get(id) ?? create(id, use.requestsPerMinute);
      kept.size = narrower(kept.size, use.requestsPerMinute);
      lines.set(id, kept);
      return kept.line;
    },
  };
}
