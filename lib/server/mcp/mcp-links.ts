import 'server-only';
import type { Actor } from '../actor';
import type { McpServer } from './mcp-config';
import type { McpLimits } from './mcp-connection';
import { createMcpLink, type McpLink } from './mcp-link';

/** A server that nobody has used for so long is left. */
const IDLE_MS = 5 * 60 * 1000;

/** What may be asked of a link that others may be using. */
export type SharedLink = Pick<McpLink, 'listing' | 'call'>;

/** The ways of all people to all servers: two people never share one. */
export interface McpLinks {
  /** It may be kept for as long as anybody likes: a server that was left is met anew with its next use. */
  of(actor: Actor, server: McpServer): SharedLink;
  close(): Promise<void>;
}

type Entry = { readonly link: McpLink; running: number; idle?: NodeJS.Timeout };

export function createMcpLinks(limits: McpLimits): McpLinks {
  const entries = new Map<string, Entry>();
  const entryOf = (key: string, server: McpServer) => {
    const entry = entries.get(key) ?? { link: createMcpLink(server, limits), running: 0 };
    entries.set(key, entry);
    return entry;
  };
  const leaveLater = (key: string, entry: Entry) => {
    const leave = () => {
      entries.delete(key);
      void entry.link.close();
    };
    entry.idle = setTimeout(leave, IDLE_MS).unref();
  };
  return {
    of(actor, server) {
      const key = JSON.stringify([actor.userId, server.isOwn, server.name, server.url.href]);
      /** While something is asked, nobody leaves. */
      const use = async <Result>(ask: (link: McpLink) => Promise<Result>) => {
        const entry = entryOf(key, server);
        clearTimeout(entry.idle);
        entry.running += 1;
        try {
          return await ask(entry.link);
        } finally {
          entry.running -= 1;
          if (entry.running === 0 && entries.get(key) === entry) leaveLater(key, entry);
        }
      };
      return {
        listing: (maxAgeMs) => use((link) => link.listing(maxAgeMs)),
        call: (name, input, signal) => use((link) => link.call(name, input, signal)),
      };
    },
    async close() {
      const links = [...entries.values()];
      entries.clear();
      for (const { idle } of links) clearTimeout(idle);
      await Promise.all(links.map(({ link }) => link.close()));
    },
  };
}
