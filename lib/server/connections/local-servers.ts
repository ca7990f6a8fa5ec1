import 'server-only';
import type { ManagedConnection } from './connection';
import { detectLocalServer } from './detect-local-server';
import { type ConnectionDependencies, createUpstreamConnection } from './upstream-connection';

/** All ports together may take that long, in milliseconds. */
const PROBE_TIMEOUT_MS = 2_000;
/** Not looked again before, in milliseconds. */
const PROBE_INTERVAL_MS = 10_000;

/** Servers found running on this machine. */
export type LocalServers = {
  /** Those found by the last look, in the order of their ports. */
  current(): readonly ManagedConnection[];
  /** One that was found at any time: it may come back. */
  find(connectionId: string): ManagedConnection | undefined;
  /** Looks again, unless it was done a moment ago. */
  probe(): Promise<void>;
};

/**
 * Looks for model servers on the given ports, when asked to.
 *
 * @param timeoutMs - What one look may take over all ports.
 */
export function createLocalServers(
  ports: readonly number[],
  dependencies: ConnectionDependencies,
  timeoutMs = PROBE_TIMEOUT_MS,
): LocalServers {
  const known = new Map<string, ManagedConnection>();
  let current: readonly ManagedConnection[] = [];
  let nextProbeAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | undefined;

  async function detect(port: number, signal: AbortSignal): Promise<ManagedConnection | null> {
    const server = await detectLocalServer(port, signal);
    if (!server) return null;
    const before = known.get(server.id);
    if (before?.label === server.label) return before;
    const connection = createUpstreamConnection(server, dependencies);
    known.set(server.id, connection);
    return connection;
  }

  async function look(): Promise<void> {
    const signal = AbortSignal.timeout(timeoutMs);
    const found = await Promise.all(ports.map((port) => detect(port, signal)));
    current = found.filter((connection) => connection !== null);
    nextProbeAt = dependencies.now() + PROBE_INTERVAL_MS;
  }

  return {
    current: () => current,
    find: (connectionId) => known.get(connectionId),
    probe() {
      const isDue = ports.length > 0 && dependencies.now() >= nextProbeAt;
      if (!isDue && !running) return Promise.resolve();
      running ??= look().finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
