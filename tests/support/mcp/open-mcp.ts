import { onTestFinished } from 'vitest';
import { asId, type UserId } from '@/lib/domain/ids';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import type { Actor } from '@/lib/server/actor';
import { createMcp, type Mcp } from '@/lib/server/mcp/mcp';
import type { McpServer } from '@/lib/server/mcp/mcp-config';
import { createSqlOwnMcpServers } from '@/lib/server/mcp/own-mcp-servers';
import { Secret } from '@/lib/server/secret';
import { openTemporary } from '@/lib/server/temporary/open-temporary';
import { createSqlToolPinStore } from '@/lib/server/tool-pin-store/tool-pin-store';
import type { Tool, ToolContext } from '@/lib/server/tools/tool';
import { openTestContext } from '../test-context';

export const ANNA: Actor = { userId: asId<UserId>('anna') };
export const BERT: Actor = { userId: asId<UserId>('bert') };

export const HEADER_VALUE = 'planted-header-value';
/** Generous for a machine that does other things, short where a test waits for it to pass. */
const PATIENT = { connectMs: 20_000, listMs: 20_000, callMs: 20_000 };

export const serverAt = (name: string, url: string): McpServer => ({
  name,
  url: new URL(url),
  headers: { 'X-Team': new Secret(HEADER_VALUE) },
  isOwn: false,
});

/** MCP on stores of its own, until the test ends. */
export async function openMcp(
  servers: readonly McpServer[],
  { limits = PATIENT, mayAdd = true } = {},
) {
  const { context } = await openTestContext();
  const { database } = await openTemporary();
  const pins = createSqlToolPinStore(database);
  const mcp = createMcp({
    config: { servers, mayAdd, secrets: [] },
    own: createSqlOwnMcpServers(database),
    pins,
    attachments: context.attachments,
    limits,
  });
  onTestFinished(async () => {
    await mcp.close();
    await database.destroy();
  });
  return { mcp, pins, attachments: context.attachments };
}

/** Agrees to every tool that is listed. */
export async function agreeToAll(mcp: Mcp, actor: Actor = ANNA): Promise<void> {
  const { servers } = await mcp.overview(actor);
  for (const { key, fingerprint } of servers.flatMap(({ tools }) => tools)) {
    await mcp.changePin(actor, { key, fingerprint });
  }
}

export const contextOf = (actor: Actor, signal = new AbortController().signal): ToolContext => ({
  actor,
  conversationId: null,
  images: [],
  timeZone: 'UTC',
  signal,
});

/** Calls a tool that was agreed to by the name a model knows it by. */
export async function callTool(mcp: Mcp, name: string, input: JsonObject = {}, actor = ANNA) {
  const tool = await findTool(mcp, name, actor);
  return tool.call(input, contextOf(actor));
}

export async function findTool(mcp: Mcp, name: string, actor = ANNA): Promise<Tool> {
  const tool = (await mcp.tools.list(actor)).find(({ definition }) => definition.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
}
