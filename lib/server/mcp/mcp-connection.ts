import 'server-only';
import {
  type CallToolResult,
  createMCPClient,
  type ListToolsResult,
  type MCPClient,
} from '@ai-sdk/mcp';
import { AppError } from '@/lib/domain/errors/app-error';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import type { McpServer } from './mcp-config';
import { findAppError, findRpcError, toMcpFailure } from './mcp-failure';
import { createMcpFetch, SessionExpired } from './mcp-fetch';

/** How long is waited for a server, in milliseconds. */
export type McpLimits = {
  readonly connectMs: number;
  readonly listMs: number;
  readonly callMs: number;
};

/** Tools of one server that are looked at. */
const MAX_TOOLS = 128;

export type ServerTool = ListToolsResult['tools'][number];
/** `isCut`: it has more than those. */
export type ServerTools = { readonly tools: readonly ServerTool[]; readonly isCut: boolean };

/** A server that has answered, for one person. */
export interface McpConnection {
  /** Whether nothing can be asked any more. */
  isBroken(): boolean;
  /** @throws AppError `mcp-…`; SessionExpired. */
  list(): Promise<ServerTools>;
  /**
   * @returns What the server answered; an error of its protocol as a result that is one.
   * @throws AppError `mcp-…`; SessionExpired; the signal's reason.
   */
  call(name: string, input: JsonObject, signal: AbortSignal): Promise<CallToolResult>;
  close(): Promise<void>;
}

type Task<Result> = {
  readonly server: string;
  readonly limitMs: number;
  /** Aborted with what the client has told of beside its answers. */
  readonly broken: AbortSignal;
  readonly signal?: AbortSignal;
  readonly act: (signal: AbortSignal) => Promise<Result>;
};

async function within<Result>(task: Task<Result>): Promise<Result> {
  const { server, limitMs, broken, signal } = task;
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await task.act(AbortSignal.any([limit, broken, ...(signal ? [signal] : [])]));
  } catch (thrown) {
    if (signal?.aborted) throw signal.reason;
    if (isExpired(thrown)) throw new SessionExpired();
    if (broken.aborted) throw toMcpFailure(broken.reason, server);
    if (limit.aborted) throw new AppError('mcp-timeout', { server });
    throw toMcpFailure(thrown, server);
  }
}

const isExpired = (thrown: unknown): boolean =>
  thrown instanceof SessionExpired || (thrown instanceof Error && isExpired(thrown.cause));

async function listAll(client: MCPClient, signal: AbortSignal): Promise<ServerTools> {
  const tools: ServerTool[] = [];
  let cursor: string | undefined;
  do {
    const params = cursor === undefined ? {} : { params: { cursor } };
    const page = await client.listTools({ ...params, options: { signal } });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined && tools.length < MAX_TOOLS);
  const isCut = cursor !== undefined || tools.length > MAX_TOOLS;
  return { tools: tools.slice(0, MAX_TOOLS), isCut };
}

/** An error of JSON-RPC is the server's answer: the model reads it as it reads any other. */
async function callTool(...[client, name, input, signal]: CallParameters): Promise<CallToolResult> {
  try {
    return await client.callTool({ name, arguments: { ...input }, options: { signal } });
  } catch (thrown) {
    const answered = findRpcError(thrown);
    if (!answered) throw thrown;
    return { content: [{ type: 'text', text: answered.message }], isError: true };
  }
}
type CallParameters = [client: MCPClient, name: string, input: JsonObject, signal: AbortSignal];

/**
 * Connects to a server.
 *
 * @throws AppError `mcp-…`.
 */
export async function openMcpConnection(
  server: McpServer,
  limits: McpLimits,
): Promise<McpConnection> {
  const broken = new AbortController();
  // The client lets a request wait that a broken stream was to answer: what it tells of ends them all.
  const notice = (thrown: unknown) => {
    const isGrave = thrown instanceof Error && thrown.cause !== undefined;
    if (isGrave || findAppError(thrown)) broken.abort(thrown);
  };
  const task = { server: server.name, broken: broken.signal };
  const client = await within({
    ...task,
    limitMs: limits.connectMs,
    act: (signal) =>
      createMCPClient({
        transport: { type: 'http', url: server.url.href, fetch: createMcpFetch(server) },
        clientName: 'tenlens',
        initializationOptions: { signal },
        onUncaughtError: notice,
      }),
  });
  return {
    isBroken: () => broken.signal.aborted,
    list: () =>
      within({ ...task, limitMs: limits.listMs, act: (signal) => listAll(client, signal) }),
    call: (name, input, signal) =>
      within({
        ...task,
        limitMs: limits.callMs,
        signal,
        act: (any) => callTool(client, name, input, any),
      }),
    close: () => client.close(),
  };
}
