import 'server-only';
import type { CallToolResult } from '@ai-sdk/mcp';
import { AppError } from '@/lib/domain/errors/app-error';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { type CheckedTool, checkTools } from './check-tool';
import { keepConnection } from './keep-connection';
import type { McpServer } from './mcp-config';
import type { McpConnection, McpLimits } from './mcp-connection';

/** What a server has, or why it cannot be asked. */
export type ServerListing =
  | { readonly state: 'connected'; readonly tools: readonly CheckedTool[]; readonly isCut: boolean }
  | { readonly state: 'away'; readonly error: AppError };

/** One person's way to one server: a client of its own, opened when it is needed. */
export interface McpLink {
  /** The server's tools, told anew where what is known of them is older. Never throws. */
  listing(maxAgeMs: number): Promise<ServerListing>;
  /** @throws AppError `mcp-…`; the signal's reason. */
  call(name: string, input: JsonObject, signal: AbortSignal): Promise<CallToolResult>;
  /** Leaves the server; a later call comes back. */
  close(): Promise<void>;
}

export function createMcpLink(server: McpServer, limits: McpLimits): McpLink {
  const keeper = keepConnection(server, limits);
  let known: { readonly listing: ServerListing; readonly at: number } | null = null;
  let asked: Promise<ServerListing> | null = null;

  const list = async (): Promise<ServerListing> => {
    try {
      const ask = (connection: McpConnection) => connection.list();
      const { tools, isCut } = await keeper.ask({ mayRepeat: true, ask });
      return { state: 'connected', tools: checkTools(server.name, tools), isCut };
    } catch (thrown) {
      // A server that is away is a state of it; whatever is no expected failure is a fault of ours.
      if (!(thrown instanceof AppError)) throw thrown;
      return { state: 'away', error: thrown };
    }
  };
  const askAnew = async () => {
    const listing = await list().finally(() => {
      asked = null;
    });
    known = { listing, at: Date.now() };
    return listing;
  };
  return {
    async listing(maxAgeMs) {
      if (known && Date.now() - known.at < maxAgeMs) return known.listing;
      asked ??= askAnew();
      return asked;
    },
    call: (name, input, signal) =>
      keeper.ask({
        mayRepeat: false,
        ask: (connection) => connection.call(name, input, signal),
      }),
    close: keeper.close,
  };
}
