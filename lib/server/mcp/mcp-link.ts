import 'server-only';
import type { CallToolResult } from '@ai-sdk/mcp';
import { AppError } from '@/lib/domain/errors/app-error';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { type CheckedTool, checkTools } from './check-tool';
import type { McpServer } from './mcp-config';
import { type McpConnection, type McpLimits, openMcpConnection } from './mcp-connection';
import { SessionExpired } from './mcp-fetch';

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

type Question<Answer> = {
  readonly mayRepeat: boolean;
  readonly question: (connection: McpConnection) => Promise<Answer>;
};

export function createMcpLink(server: McpServer, limits: McpLimits): McpLink {
  let opened: Promise<McpConnection> | null = null;
  let known: { readonly listing: ServerListing; readonly at: number } | null = null;
  let asked: Promise<ServerListing> | null = null;

  const open = () => {
    const opening = openMcpConnection(server, limits);
    opened = opening;
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };
  const leave = async (connection: McpConnection) => {
    if (opened && (await opened) === connection) opened = null;
    await connection.close();
  };
  /**
   * A connection that broke is not used again, and one that the server has forgotten is replaced. The
   * question is then put once more where the server cannot have heard it, or may hear it twice.
   */
  const ask = async <Answer>({ mayRepeat, question }: Question<Answer>) => {
    for (let attempt = 0; ; attempt += 1) {
      const connection = await (opened ?? open());
      try {
        return await question(connection);
      } catch (thrown) {
        const isExpired = thrown instanceof SessionExpired;
        const isLost = isExpired || connection.isBroken();
        if (isLost) await leave(connection);
        if (isLost && attempt === 0 && (isExpired || mayRepeat)) continue;
        throw isExpired ? new AppError('mcp-invalid', { server: server.name }) : thrown;
      }
    }
  };
  const list = async (): Promise<ServerListing> => {
    try {
      const { tools, isCut } = await ask({
        mayRepeat: true,
        question: (connection) => connection.list(),
      });
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
      ask({ mayRepeat: false, question: (connection) => connection.call(name, input, signal) }),
    async close() {
      // One that could not be opened has nothing to close.
      const connection = await opened?.catch(() => null);
      if (connection) await leave(connection);
    },
  };
}
