import { createServer } from 'node:http';
import { type PostgresServer, startPostgres } from './postgres-server';

/**
 * Runs before the first test of a run, of Vitest's or of Playwright's. Gives all workers one Postgres,
 * which is started when the first of them asks for it, and ends it after the last test.
 *
 * @returns Ends what was started.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | undefined;
  const starter = createServer(async (_request, response) => {
    try {
      started ??= startPostgres();
      response.end((await started).url);
    } catch (error) {
      // The test that asked fails with this.
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve) => starter.listen(0, '127.0.0.1', resolve));
  const address = starter.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.env.TEST_POSTGRES_STARTER = `http://127.0.0.1:${port}`;
  return async () => {
    starter.closeAllConnections();
    starter.close();
    const server = await started?.catch(() => undefined);
    await server?.stop();
  };
}
