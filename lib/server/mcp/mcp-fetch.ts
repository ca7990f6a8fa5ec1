import 'server-only';
import { AppError } from '@/lib/domain/errors/app-error';
import { capBody } from '../egress/cap-body';
import { type Fetch, fetchOneAddress } from '../egress/fetch-one-address';
import { fetchPublicAddress } from '../egress/fetch-public-address';
import type { McpServer } from './mcp-config';

/** Most that is read of one answer, in bytes. */
const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** A server is told that we leave; it is not waited for. */
const GOODBYE_LIMIT_MS = 1_000;

/**
 * The server has forgotten the session, and what was asked was not done: 404 (specification 2025-11-25,
 * "Session Management"), or 400 as servers after the official SDK's examples say it.
 */
export class SessionExpired extends Error {
  override readonly name = 'SessionExpired';
}

const EXPIRED = [400, 404];
const hasSession = ({ headers }: RequestInit) => new Headers(headers).has('mcp-session-id');

const revealAll = ({ headers }: McpServer) =>
  Object.entries(headers).map(([name, value]) => [name, value.reveal()] as const);

function optionsOf(server: McpServer, init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  for (const [name, value] of revealAll(server)) headers.set(name, value);
  const isGoodbye = init.method === 'DELETE';
  return {
    ...init,
    headers,
    signal: isGoodbye ? AbortSignal.timeout(GOODBYE_LIMIT_MS) : (init.signal ?? null),
  };
}

async function refuse(response: Response, error: Error): Promise<never> {
  await response.body?.cancel();
  throw error;
}

/**
 * What the client may use of the network: its server's address alone, 2 MiB an answer, and no stream that
 * the server could speak in unasked. A server that wants to know who asks is not asked where that could
 * be found out: such a place may be anywhere.
 *
 * @throws AppError `upstream-…`, `mcp-auth`, `mcp-too-large`; SessionExpired.
 */
export function createMcpFetch(server: McpServer): Fetch {
  const { name } = server;
  // Whom a person named is asked through the door for strangers.
  const openDoor = server.isOwn ? fetchPublicAddress : fetchOneAddress;
  const fetchServer = openDoor({ url: server.url, label: name });
  return async (address, init = {}) => {
    if (init.method === 'GET') return new Response(null, { status: 405 });
    const options = optionsOf(server, init);
    const response = await fetchServer(address, options);
    if (response.status === 401 || response.status === 403) {
      return refuse(response, new AppError('mcp-auth', { server: name }));
    }
    if (EXPIRED.includes(response.status) && hasSession(options)) {
      return refuse(response, new SessionExpired());
    }
    return capBody(response, {
      maxBytes: MAX_BODY_BYTES,
      tooLarge: new AppError('mcp-too-large', { server: name }),
      broken: (cause) => new AppError('mcp-down', { server: name }, { cause }),
    });
  };
}
