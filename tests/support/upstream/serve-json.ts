import { createServer } from 'node:http';

/** A server that answers GET by path with JSON, and everything else with a page and status 200. */
export async function serveJson(
  answers: Readonly<Record<string, unknown>>,
): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? ''];
    const isKnown = answer !== undefined;
    response.setHeader('content-type', isKnown ? 'application/json' : 'text/html');
    response.end(isKnown ? JSON.stringify(answer) : '<h1>Welcome</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
