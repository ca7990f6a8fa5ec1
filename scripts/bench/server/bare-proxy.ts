/** The least a server between can do: Node's own http piped through. Every ratio of the bench stands on it. */
import { createServer, request as send } from 'node:http';
import * as z from 'zod/mini';
import { readParameters, tellParent } from '../../load/fork-script';

const { upstream } = z.object({ upstream: z.string() }).parse(readParameters());

const server = createServer((incoming, outgoing) => {
  if (incoming.method === 'GET') return outgoing.end('ok');
  const { 'content-type': contentType = 'application/json' } = incoming.headers;
  const headers = { 'content-type': contentType };
  const request = send(`${upstream}/chat/completions`, { method: 'POST', headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  outgoing.once('close', () => request.destroy());
  incoming.pipe(request);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  tellParent({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.once('disconnect', () => process.exit());
