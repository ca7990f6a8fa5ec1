import 'server-only';
import { MCPClientError } from '@ai-sdk/mcp';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';

/** What the egress says, as it is told of an MCP server. */
const CODES: Partial<Record<ErrorCode, ErrorCode>> = {
  'address-not-public': 'mcp-forbidden',
  'upstream-not-stream': 'mcp-invalid',
  'upstream-unreachable': 'mcp-unreachable',
  'upstream-tls': 'mcp-tls',
  'upstream-redirect': 'mcp-redirect',
  'upstream-timeout': 'mcp-timeout',
  'upstream-down': 'mcp-down',
};

function* causesOf(thrown: unknown): Generator<Error> {
  for (let each = thrown; each instanceof Error; each = each.cause) yield each;
}

/** The expected failure that the client has wrapped into one of its own, if any. */
export function findAppError(thrown: unknown): AppError | undefined {
  for (const each of causesOf(thrown)) {
    if (each instanceof AppError) return each;
  }
  return undefined;
}

/** The error that a server answered a request with, in the words of JSON-RPC, if it did. */
export function findRpcError(thrown: unknown): MCPClientError | undefined {
  const isRpcError = MCPClientError.isInstance(thrown) && thrown.code !== undefined;
  return isRpcError && !findAppError(thrown) ? thrown : undefined;
}

function codeOf(thrown: unknown): ErrorCode {
  const status = MCPClientError.isInstance(thrown) ? thrown.statusCode : undefined;
  return status !== undefined && status >= 500 ? 'mcp-down' : 'mcp-invalid';
}

/**
 * Names a failure of the client. Its own texts are left behind: they hold what the server said.
 *
 * @param server - The server's name.
 */
export function toMcpFailure(thrown: unknown, server: string): AppError {
  const found = findAppError(thrown);
  const code = found ? (CODES[found.code] ?? found.code) : codeOf(thrown);
  return new AppError(code, { server });
}
