import { createTestDatabase } from '@/tests/support/postgres';
import { startPostgres } from '@/tests/support/postgres-server';

/** An empty database: of `TEST_DATABASE_URL`, else of a Postgres that is started and ends with it. */
export async function openPostgres(): Promise<{ url: string; close(): Promise<void> }> {
  const server = process.env.TEST_DATABASE_URL ? null : await startPostgres();
  if (server) process.env.TEST_DATABASE_URL = server.url;
  const { url, drop } = await createTestDatabase();
  return {
    url,
    async close() {
      await drop();
      await server?.stop();
    },
  };
}
