import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

/** A request as the server saw it. */
export type SeenRequest = {
  readonly method: string;
  readonly url: string;
  readonly lastEventId: string | undefined;
  readonly body: string;
};

/** Answers one request. */
export type Answer = (response: ServerResponse, request: SeenRequest) => void | Promise<void>;

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  let body = '';
  for await (const piece of request) body += piece;
  const lastEventId = request.headers['last-event-id'];
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    lastEventId: Array.isArray(lastEventId) ? lastEventId[0] : lastEventId,
    body,
  };
}

/**
 * A real HTTP server on this machine that answers each request by the next line of a script, and the
 * last line from then on. `fetch` with a path alone asks it, as in a page. Ends with the test.
 */
export async function openScriptedServer(...answers: readonly Answer[]) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const each = await readRequest(request);
    const answer = answers[Math.min(seen.length, answers.length - 1)];
    seen.push(each);
    await answer?.(response, each);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const realFetch = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
    realFetch(new URL(path, origin), init),
  );
  onTestFinished(async () => {
    vi.unstubAllGlobals();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { server, seen, origin };
}
