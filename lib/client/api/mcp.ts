import 'client-only';
import {
  type McpOverview,
  mcpOverviewSchema,
  type OwnMcpServer,
  type ToolPinChange,
} from '@/lib/protocol/mcp';
import { jsonBody, request, requestJson } from './request-json';

/** The MCP servers, each asked anew. */
export function fetchMcpOverview(): Promise<McpOverview> {
  return requestJson('/api/mcp', mcpOverviewSchema);
}

/** Puts servers that a person added in place of those before. */
export async function saveOwnMcpServers(servers: readonly OwnMcpServer[]): Promise<void> {
  await request('/api/mcp', jsonBody('PUT', { servers }));
}

/** Agrees to a tool as it was shown, or takes that back. */
export async function saveToolPin(change: ToolPinChange): Promise<void> {
  await request('/api/tools/pins', jsonBody('PUT', change));
}
