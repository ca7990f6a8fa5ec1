import 'server-only';
import { splitModelId } from '@/lib/domain/connection/split-model-id';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ErrorCode } from '@/lib/domain/errors/error-codes';
import type { ModelDescriptor } from '@/lib/domain/model';
import { createMemoryConnectionProfileStore } from '../connection-profile-store/memory-connection-profile-store';
import { REAL_DEPENDENCIES } from '../provider/openai-compatible/openai-compatible-provider';
import type { Provider } from '../provider/provider';
import { createMemoryTokenStore } from '../rate/memory-token-store';
import { createRequestLines } from '../rate/request-lines';
import type { TokenStore } from '../rate/token-store';
import type { Connection, ManagedConnection, UpstreamEndpoint } from './connection';
import type { ConnectionsConfig } from './connections-config';
import { createDemoConnection, DEMO_CONNECTION_ID } from './demo-connection';
import { createLocalServers, type LocalServers } from './local-servers';
import { type ConnectionDependencies, createUpstreamConnection } from './upstream-connection';

/** What can be picked now, and which connections could not be asked, with the code that says why. */
export type ModelListing = {
  readonly models: readonly ModelDescriptor[];
  readonly unreachable: readonly { readonly connectionLabel: string; readonly code: ErrorCode }[];
};

/** The upstreams of this process. */
export interface Connections {
  /** Those offered now: the configured ones, else the local servers found last, else the demo. */
  list(): readonly Connection[];
  /** The adapter behind a connection; `null` for one that is not known. */
  provider(connectionId: string): Provider | null;
  /** The server behind a connection; `null` for one that has none, or is not known. */
  endpoint(connectionId: string): UpstreamEndpoint | null;
  /** All models that can be picked. Looks for local servers again when none is configured. */
  listModels(signal: AbortSignal): Promise<ModelListing>;
  /** One model by its id; fast for one that was listed before. */
  findModel(modelId: string): Promise<ModelDescriptor | null>;
  /** One phrase that says what the app is connected to. */
  describe(): string;
  /** Looks for servers on this machine, at most once in 10 s and 2 s long; nothing where some are configured. */
  probeLocal(): Promise<void>;
}

type Listed = { models: readonly ModelDescriptor[]; unreachable?: ModelListing['unreachable'] };

async function listOne(connection: ManagedConnection): Promise<Listed> {
  try {
    return { models: await connection.listModels() };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { models: [], unreachable: [{ connectionLabel: connection.label, code: error.code }] };
  }
}

class ConfiguredConnections implements Connections {
  readonly #configured: readonly ManagedConnection[];
  readonly #local: LocalServers;
  readonly #demo: ManagedConnection;

  constructor(config: ConnectionsConfig, dependencies: ConnectionDependencies) {
    this.#configured = config.servers.map((server) =>
      createUpstreamConnection(server, dependencies),
    );
    const ports = this.#configured.length > 0 ? [] : config.localPorts;
    this.#local = createLocalServers(ports, dependencies);
    this.#demo = createDemoConnection();
  }

  list(): readonly ManagedConnection[] {
    if (this.#configured.length > 0) return this.#configured;
    const local = this.#local.current();
    return local.length > 0 ? local : [this.#demo];
  }

  provider(connectionId: string): Provider | null {
    return this.#find(connectionId)?.provider ?? null;
  }

  endpoint(connectionId: string): UpstreamEndpoint | null {
    return this.#find(connectionId)?.endpoint ?? null;
  }

  async listModels(signal: AbortSignal): Promise<ModelListing> {
    await this.probeLocal();
    signal.throwIfAborted();
    const listed = await Promise.all(this.list().map(listOne));
    return {
      models: listed.flatMap(({ models }) => models),
      unreachable: listed.flatMap(({ unreachable = [] }) => unreachable),
    };
  }

  async findModel(modelId: string): Promise<ModelDescriptor | null> {
    const halves = splitModelId(modelId);
    if (!halves) return null;
    const { connectionId, name } = halves;
    if (!this.#find(connectionId)) await this.probeLocal();
    return (await this.#find(connectionId)?.findModel(name)) ?? null;
  }

  describe(): string {
    return this.list()
      .map((connection) => connection.describe())
      .join(', ');
  }

  probeLocal(): Promise<void> {
    return this.#local.probe();
  }

  /** The demo stays while nothing is configured: a page may still show it when a server appears. */
  #find(connectionId: string): ManagedConnection | undefined {
    const configured = this.#configured.find(({ id }) => id === connectionId);
    if (configured || this.#configured.length > 0) return configured;
    if (connectionId === DEMO_CONNECTION_ID) return this.#demo;
    return this.#local.find(connectionId);
  }
}

/** What connections are made with; what is left out is the real thing. */
export type ConnectionsParts = Partial<Omit<ConnectionDependencies, 'lines'>> & {
  /** What the keys may still send; in memory where there is no store. */
  readonly tokens?: TokenStore | undefined;
};

/**
 * Makes the connections of a configuration. Nothing is asked before it is used.
 *
 * @param parts - What is left out is the real thing; what is learnt ends with the process without a store.
 */
export function createConnections(
  config: ConnectionsConfig,
  { tokens, ...parts }: ConnectionsParts = {},
): Connections {
  const profiles = parts.profiles ?? createMemoryConnectionProfileStore();
  const dependencies = { ...REAL_DEPENDENCIES, ...parts, profiles };
  const store = tokens ?? createMemoryTokenStore(dependencies.now);
  const lines = createRequestLines(store, dependencies);
  return new ConfiguredConnections(config, { ...dependencies, lines });
}
