import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCapture } from './read-capture';

/** A server that answers as a llama-server once did. */
export type RecordedServer = {
  /** Base address for `UPSTREAM_BASE_URL`. */
  readonly url: string;
  /** Bodies of the questions, oldest first. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
};

/** @param captures - Answers to the questions in their order; the last one is given from then on. */
export async function startRecorded(captures: readonly string[]): Promise<RecordedServer> {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    const name = captures[bodies.length] ?? captures.at(-1) ?? '';
    if (request.method === 'POST' && request.url?.endsWith('/chat/completions')) {
      bodies.push(Buffer.concat(await request.toArray()).toString());
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(readCapture(name).body);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(readCapture('models').body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    bodies,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
