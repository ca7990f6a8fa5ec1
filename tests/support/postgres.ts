import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { startPostgres } from './postgres-server';

/** A database of its own on the Postgres for tests. */
export type TestDatabase = {
  readonly url: string;
  /** Ends its connections and deletes it. */
  drop(): Promise<void>;
};

let ownServer: ReturnType<typeof startPostgres> | undefined;

/**
 * Address of the Postgres for tests: `TEST_DATABASE_URL`, else the one of this run of Vitest or
 * Playwright (`postgres-setup.ts`), else one that this process starts and that ends with it.
 */
async function serverUrl(): Promise<string> {
  const { TEST_DATABASE_URL, TEST_POSTGRES_STARTER } = process.env;
  if (TEST_DATABASE_URL) return TEST_DATABASE_URL;
  if (TEST_POSTGRES_STARTER) {
    const answer = await fetch(TEST_POSTGRES_STARTER);
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  }
  ownServer ??= startPostgres();
  return (await ownServer).url;
}

async function runStatement(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Makes an empty database. The server is started when the first one is asked for. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `tenlens_${randomUUID().replaceAll('-', '')}`;
  await runStatement(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => runStatement(server, `drop database ${name} with (force)`),
  };
}
