import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const read = (name: string) => readFileSync(new URL(`./certificate/${name}.pem`, import.meta.url));

/** A server whose certificate nobody vouches for. */
export type TlsServer = {
  /** Ends in `/v1`. */
  readonly url: string;
  /** How many requests came through to it. */
  requests(): number;
  close(): Promise<void>;
};

/** Starts one. */
export async function serveTls(): Promise<TlsServer> {
  let requests = 0;
  const identity = { key: read('key'), cert: read('certificate') };
  const server = createServer(identity, (_request, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `https://127.0.0.1:${port}/v1`,
    requests: () => requests,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
