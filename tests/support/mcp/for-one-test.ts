import { onTestFinished } from 'vitest';
import { listen } from './listen';
import { type Behaviour, runHostileServer } from './run-hostile-server';
import { runMcpServer } from './run-mcp-server';

type Running = { stop(): Promise<void> };

async function untilTestEnds<Server extends Running>(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  onTestFinished(server.stop);
  return server;
}

/** As `runMcpServer`, until the test ends. */
export const startMcpServer = (form?: 'events' | 'json') => untilTestEnds(runMcpServer(form));

/** As `runHostileServer`, until the test ends. */
export const startHostileServer = (behaviour: Behaviour) =>
  untilTestEnds(runHostileServer(behaviour));

/** A server that nobody may ask, until the test ends. */
export const startCanary = () =>
  untilTestEnds(listen((_seen, response) => void response.end('{}')));
