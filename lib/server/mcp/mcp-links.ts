import 'server-only';
import type { Actor } from '../actor';
import type { McpServer } from './mcp-config';
import type { McpLimits } from './mcp-connection';
import { createMcpLink, type McpLink } from './mcp-link';

/** A server that nobody has used for so long is left. */
const IDLE_MS = 5 * 60 * 1000;

/** The ways of all people to all servers: two people never share one. */
export interface McpLinks {
  of(actor: Actor, server: McpServer): McpLink;
  close(): Promise<void>;
}

type Entry = { readonly link: McpLink; timer: NodeJS.Timeout };

export function createMcpLinks(limits: McpLimits): McpLinks {
  const entries = new Map<string, Entry>();
  return {
    of(actor, server) {
      const key = JSON.stringify([actor.userId, server.isOwn, server.name, server.url.href]);
      const known = entries.get(key);
      if (known) {
        known.timer.refresh();
        return known.link;
      }
      const link = createMcpLink(server, limits);
      const leave = () => {
        entries.delete(key);
        void link.close();
      };
      entries.set(key, { link, timer: setTimeout(leave, IDLE_MS).unref() });
      return link;
    },
    async close() {
      const links = [...entries.values()];
      entries.clear();
      for (const { timer } of links) clearTimeout(timer);
      await Promise.all(links.map(({ link }) => link.close()));
    },
  };
}
