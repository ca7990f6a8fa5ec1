import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  type ServerResponse,
  request as send,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Spreads requests over several apps, as a load balancer without sticky sessions does. */
export type RoundRobinProxy = {
  /** Address without a slash at the end. */
  readonly url: string;
  /** Which app got each request, by its place in the list, oldest first. */
  readonly chosen: readonly number[];
  close(): Promise<void>;
};

const agent = new Agent({ keepAlive: false });

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

/** Asks one app; `null` when nobody listens there. The `Host` that was asked for is kept. */
function ask(
  target: string,
  request: IncomingMessage,
  { body, signal }: { body: Buffer; signal: AbortSignal },
): Promise<IncomingMessage | null> {
  const { method, headers, url } = request;
  const outgoing = send(new URL(url ?? '/', target), { method, headers, agent, signal });
  outgoing.end(body);
  return new Promise((resolve) => {
    outgoing.once('response', resolve);
    outgoing.once('error', () => resolve(null));
  });
}

/**
 * Starts a proxy that sends each request to the next app. One that does not answer is left out, as a
 * health check would have it.
 *
 * @param targets - Addresses of the apps.
 */
export async function openRoundRobinProxy(targets: readonly string[]): Promise<RoundRobinProxy> {
  const chosen: number[] = [];
  let turn = 0;
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    for (let tries = 0; tries < targets.length; tries += 1) {
      const index = turn % targets.length;
      turn += 1;
      const incoming = await ask(targets[index] ?? '', request, { body, signal: gone.signal });
      if (!incoming) continue;
      chosen.push(index);
      response.writeHead(incoming.statusCode ?? 502, incoming.headers);
      // A break on the app's side is a break for the reader too.
      incoming.once('error', () => response.destroy());
      incoming.pipe(response);
      return;
    }
    response.writeHead(502).end();
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    chosen,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
