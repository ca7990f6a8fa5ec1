import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createChunkWriter } from '@/lib/server/provider/demo/chunk-writer';

const MODEL = 'mistralai/ministral-14b-instruct-2512';

/** What the next questions are answered with, and how fast. */
export type Script = { readonly tokens: readonly string[]; readonly perSecond: number };

/** A model server that keeps its pace by the clock: a token that is due is sent, however late the timer. */
export async function startPacedUpstream() {
  let script: Script = { tokens: ['.'], perSecond: 1000 };
  /** When each token of the last answer was sent, in milliseconds since 1970. */
  let sentAt: number[] = [];
  const writer = createChunkWriter(
    { id: 'chatcmpl-paced', model: MODEL, created: 1_764_000_000 },
    { firstContent: '', reasoningFields: [] },
  );
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ object: 'list', data: [{ id: MODEL, object: 'model' }] }));
      return;
    }
    request.resume();
    await once(request, 'end');
    const { tokens, perSecond } = script;
    sentAt = [];
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(writer.start());
    const startedAt = Date.now();
    while (sentAt.length < tokens.length && !response.destroyed) {
      const due = Math.min(tokens.length, ((Date.now() - startedAt) * perSecond) / 1000);
      while (sentAt.length < due) {
        response.write(writer.text(tokens[sentAt.length] ?? ''));
        sentAt.push(Date.now());
      }
      await wait(1000 / perSecond);
    }
    response.write(writer.finish('stop') + writer.done());
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      UPSTREAM_BASE_URL: `http://127.0.0.1:${port}/v1`,
      UPSTREAM_DIALECT: 'generic',
      UPSTREAM_MODEL: MODEL,
    },
    use(next: Script): void {
      script = next;
    },
    sentAt: (): readonly number[] => sentAt,
    stop(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type PacedUpstream = Awaited<ReturnType<typeof startPacedUpstream>>;
