import 'server-only';
import type { ToolDefinition } from '@/lib/domain/prompt/prompt';
import type { AttachmentStore } from '../attachment-store/attachment-store';
import type { Tool } from '../tools/tool';
import type { McpServer } from './mcp-config';
import type { SharedLink } from './mcp-links';
import { readResult } from './read-result';

/** Names a tool of a server in settings. */
export const mcpToolKey = (server: string, name: string) => `mcp:${server}:${name}`;

/** The server that a key names. */
export const serverOfKey = (key: string): string | undefined => /^mcp:([^:]+):/.exec(key)?.[1];

type Parts = {
  readonly server: McpServer;
  /** As the server calls it. */
  readonly name: string;
  readonly definition: ToolDefinition;
  readonly link: SharedLink;
  readonly attachments: Pick<AttachmentStore, 'add'>;
};

/** A tool of an MCP server: what it does there nobody knows, so each call asks the person first. */
export function createMcpTool({ server, name, definition, link, attachments }: Parts): Tool {
  return {
    key: mcpToolKey(server.name, name),
    origin: { type: 'mcp', server: server.name },
    definition,
    defaultApproval: 'ask',
    isByHand: false,
    async call(input, context) {
      const result = await link.call(name, input, context.signal);
      return readResult(result, { attachments, name: definition.name }, context);
    },
  };
}
