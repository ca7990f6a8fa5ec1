import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import type { McpOverview, OwnMcpServer, ToolPinChange } from '@/lib/protocol/mcp';
import type { Actor } from '../actor';
import type { AttachmentStore } from '../attachment-store/attachment-store';
import type { ToolPin, ToolPinStore } from '../tool-pin-store/tool-pin-store';
import { fingerprintOf } from '../tools/fingerprint';
import type { Tool, ToolSource } from '../tools/tool';
import type { McpConfig, McpServer } from './mcp-config';
import type { McpLimits } from './mcp-connection';
import type { ServerListing } from './mcp-link';
import { createMcpLinks, type McpLinks } from './mcp-links';
import { createMcpTool, mcpToolKey, serverOfKey } from './mcp-tool';
import type { OwnMcpServers } from './own-mcp-servers';
import { offServer, showServer } from './show-server';

/** MCP servers and their tools. */
export interface Mcp {
  /** The tools that a person agreed to, as long as they are what was agreed to. */
  readonly tools: ToolSource;
  /** Every server with every tool, asked anew. */
  overview(actor: Actor): Promise<McpOverview>;
  /**
   * Puts servers that a person added in place of those before. What was agreed to of one that goes, or
   * that is somewhere else now, is agreed to no more.
   *
   * @throws AppError `mcp-off`, `mcp-name-taken`.
   */
  writeOwn(actor: Actor, servers: readonly OwnMcpServer[]): Promise<void>;
  /**
   * Agrees to a tool, or takes that back.
   *
   * @throws AppError `not-found`; `conflict` when it is not what the person was shown; `mcp-…`.
   */
  changePin(actor: Actor, change: ToolPinChange): Promise<void>;
  /** Leaves all servers. */
  close(): Promise<void>;
}

export type McpParts = {
  readonly config: McpConfig;
  readonly own: OwnMcpServers;
  readonly pins: ToolPinStore;
  readonly attachments: Pick<AttachmentStore, 'add'>;
  readonly limits?: McpLimits;
};

const LIMITS: McpLimits = { connectMs: 5_000, listMs: 5_000, callMs: 20_000 };
/** How long a server's word on its tools holds, in milliseconds: answers are not to wait for it each time. */
const LISTING_LIFETIME_MS = 30_000;

const toServer = ({ name, url }: OwnMcpServer): McpServer => ({
  name,
  url: new URL(url),
  headers: {},
  isOwn: true,
});

type Servers = { readonly live: readonly McpServer[]; readonly off: readonly McpServer[] };

/** The operator's servers first; where a person added one of the same name before, the operator's has it. */
async function serversOf({ config, own }: McpParts, actor: Actor): Promise<Servers> {
  const names = new Set(config.servers.map(({ name }) => name));
  const added = (await own.read(actor)).filter(({ name }) => !names.has(name)).map(toServer);
  return config.mayAdd
    ? { live: [...config.servers, ...added], off: [] }
    : { live: config.servers, off: added };
}

async function writeOwn(
  { config, own, pins }: McpParts,
  actor: Actor,
  servers: readonly OwnMcpServer[],
): Promise<void> {
  if (!config.mayAdd) throw new AppError('mcp-off');
  const taken = servers.find(({ name }) => config.servers.some((each) => each.name === name));
  if (taken) throw new AppError('mcp-name-taken', { name: taken.name });
  const before = await own.read(actor);
  const kept = before.filter(({ name, url }) =>
    servers.some((each) => each.name === name && each.url === url),
  );
  const gone = before.filter((each) => !kept.includes(each)).map(({ name }) => name);
  const stale = (await pins.list(actor)).flatMap(({ toolKey }) =>
    gone.includes(serverOfKey(toolKey) ?? '') ? [toolKey] : [],
  );
  await pins.remove(actor, stale);
  await own.write(actor, servers);
}

function agreedTools(parts: McpParts, links: McpLinks, actor: Actor) {
  return async (server: McpServer, pins: readonly ToolPin[]): Promise<readonly Tool[]> => {
    const link = links.of(actor, server);
    const listing = await link.listing(LISTING_LIFETIME_MS);
    if (listing.state === 'away') return [];
    const agreed = new Map(pins.map(({ toolKey, fingerprint }) => [toolKey, fingerprint]));
    return listing.tools.flatMap((tool) => {
      if ('flaw' in tool) return [];
      const isAgreed =
        agreed.get(mcpToolKey(server.name, tool.name)) === fingerprintOf(tool.definition);
      const { attachments } = parts;
      return isAgreed ? [createMcpTool({ server, ...tool, link, attachments })] : [];
    });
  };
}

function definitionIn(listing: ServerListing, server: McpServer, key: string) {
  if (listing.state === 'away') throw listing.error;
  for (const tool of listing.tools) {
    if ('definition' in tool && mcpToolKey(server.name, tool.name) === key) return tool.definition;
  }
  throw new AppError('not-found');
}

export function createMcp(parts: McpParts): Mcp {
  const { config, own, pins, limits = LIMITS } = parts;
  const links = createMcpLinks(limits);
  return {
    tools: {
      async list(actor, keys) {
        const all = await pins.list(actor);
        const agreed = keys ? all.filter(({ toolKey }) => keys.has(toolKey)) : all;
        const named = new Set(agreed.map(({ toolKey }) => serverOfKey(toolKey)));
        const { live } = await serversOf(parts, actor);
        const asked = live.filter(({ name }) => named.has(name));
        const toolsOf = agreedTools(parts, links, actor);
        return (await Promise.all(asked.map((server) => toolsOf(server, agreed)))).flat();
      },
    },
    async overview(actor) {
      const agreed = await pins.list(actor);
      const { live, off } = await serversOf(parts, actor);
      const show = async (server: McpServer) =>
        showServer(server, await links.of(actor, server).listing(0), agreed);
      return {
        mayAdd: config.mayAdd,
        own: [...(await own.read(actor))],
        servers: [...(await Promise.all(live.map(show))), ...off.map(offServer)],
      };
    },
    writeOwn: (actor, servers) => writeOwn(parts, actor, servers),
    async changePin(actor, { key, fingerprint }) {
      if (fingerprint === null) return pins.remove(actor, [key]);
      const { live } = await serversOf(parts, actor);
      const server = live.find(({ name }) => name === serverOfKey(key));
      if (!server) throw new AppError('not-found');
      const listing = await links.of(actor, server).listing(LISTING_LIFETIME_MS);
      const definition = definitionIn(listing, server, key);
      if (fingerprintOf(definition) !== fingerprint) throw new AppError('conflict');
      await pins.pin(actor, key, definition);
    },
    close: () => links.close(),
  };
}
