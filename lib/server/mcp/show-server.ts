import 'server-only';
import type { McpServerState, McpTool } from '@/lib/protocol/mcp';
import type { ToolPin } from '../tool-pin-store/tool-pin-store';
import { fingerprintOf } from '../tools/fingerprint';
import type { CheckedTool } from './check-tool';
import type { McpServer } from './mcp-config';
import type { ServerListing } from './mcp-link';
import { mcpToolKey } from './mcp-tool';

type UsableTool = Extract<CheckedTool, { definition: unknown }>;

function showTool(server: McpServer, tool: UsableTool, pins: readonly ToolPin[]): McpTool {
  const key = mcpToolKey(server.name, tool.name);
  const fingerprint = fingerprintOf(tool.definition);
  const shown = { key, name: tool.name, definition: tool.definition, fingerprint };
  const pin = pins.find(({ toolKey }) => toolKey === key);
  if (!pin) return { ...shown, state: 'off' };
  if (pin.fingerprint === fingerprint) return { ...shown, state: 'on' };
  return { ...shown, state: 'changed', agreed: pin.definition };
}

const factsOf = ({ name, url, isOwn }: McpServer) => ({
  name,
  // The rest may hold a key.
  address: url.host,
  isOwn,
  tools: [],
  refused: [],
  isCut: false,
});

/** A server that a person added where that is no longer allowed. */
export const offServer = (server: McpServer): McpServerState => ({
  ...factsOf(server),
  state: 'off',
});

/** A server and its tools as a person is shown them. */
export function showServer(
  server: McpServer,
  listing: ServerListing,
  pins: readonly ToolPin[],
): McpServerState {
  const facts = factsOf(server);
  if (listing.state === 'away') {
    const { code, details } = listing.error;
    return { ...facts, state: 'away', error: { code, details } };
  }
  return {
    ...facts,
    state: 'connected',
    isCut: listing.isCut,
    tools: listing.tools.flatMap((tool) =>
      'definition' in tool ? [showTool(server, tool, pins)] : [],
    ),
    refused: listing.tools.flatMap((tool) => ('flaw' in tool ? [tool] : [])),
  };
}
