import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AttachmentStore } from './attachment-store/attachment-store';
import { type AccessGate, createAccessGate } from './auth/access-gate';
import { type Config, loadConfig } from './config';
import type { ConnectionProfileStore } from './connection-profile-store/connection-profile-store';
import { createSqlConnectionProfileStore } from './connection-profile-store/sql-connection-profile-store';
import { type Connections, createConnections } from './connections/connections';
import type { StoreDependencies } from './conversation-store/add-turn';
import type { ConversationStore } from './conversation-store/conversation-store';
import { createStores, createTemporaryStores } from './create-stores';
import { openDatabase } from './database/open-database';
import { passwordsOf } from './database/open-postgres';
import type { Schema } from './database/schema';
import { createDoctor, type Doctor } from './doctor/doctor';
import { fetchWeb } from './egress/fetch-web';
import { createGenerations, type Generations } from './generation/generations';
import { type GenerationSignals, NO_SIGNALS } from './generation-store/generation-signals';
import type { GenerationStore } from './generation-store/generation-store';
import { listenToPostgres } from './generation-store/listen-postgres';
import { createLogger, type Logger } from './logger';
import { createMcp, type Mcp } from './mcp/mcp';
import { createSqlOwnMcpServers } from './mcp/own-mcp-servers';
import { createSqlOwnToolStore, type OwnToolStore } from './own-tool-store/own-tool-store';
import { createSqlPresetStore, type PresetStore } from './preset-store/preset-store';
import { createSqlTokenStore } from './rate/sql-token-store';
import { createSearchIndex, type SearchIndex } from './search/search-index';
import { createSearchReader } from './search/search-reader';
import { createSqlSettingsStore, type SettingsStore } from './settings-store/settings-store';
import { joinStores, refuseTemporary, type Stores } from './temporary/join-stores';
import { openTemporary, type TemporaryDatabase } from './temporary/open-temporary';
import { createTokenCounter, type TokenCounter } from './tokens/token-counter';
import type { ToolApprovalStore } from './tool-approval-store/tool-approval-store';
import { createSqlToolPinStore, type ToolPinStore } from './tool-pin-store/tool-pin-store';
import { createBuiltInTools } from './tools/built-in/built-in-tools';
import { createOwnTools } from './tools/own/own-tools';
import { createToolbox, type Toolbox } from './tools/toolbox';
import { createSqlTransferStore } from './transfer-store/sql-transfer-store';
import type { TransferStore } from './transfer-store/transfer-store';
import { createSqlUsageStore } from './usage-store/sql-usage-store';
import type { UsageStore } from './usage-store/usage-store';

/** Everything a request needs, with the adapters chosen. */
export type Context = {
  readonly config: Config;
  readonly logger: Logger;
  readonly gate: AccessGate;
  readonly connections: Connections;
  readonly doctor: Doctor;
  /** What was learnt of their servers. */
  readonly profiles: ConnectionProfileStore;
  readonly conversations: ConversationStore;
  readonly attachments: AttachmentStore;
  readonly settings: SettingsStore;
  readonly presets: PresetStore;
  readonly usage: UsageStore;
  readonly search: SearchIndex;
  readonly tokens: TokenCounter;
  readonly mcp: Mcp;
  /** Which foreign tools people agreed to. */
  readonly toolPins: ToolPinStore;
  /** What models may call. */
  readonly toolbox: Toolbox;
  readonly ownTools: OwnToolStore;
  readonly toolApprovals: ToolApprovalStore;
  readonly generationStore: GenerationStore;
  readonly signals: GenerationSignals;
  readonly transfers: TransferStore;
  readonly generations: Generations;
  /** Whether chats are possible that are never written to disk. */
  readonly hasTemporaryChats: boolean;
  /** Whether the store takes writes. */
  isStoreWritable(): Promise<boolean>;
  close(): Promise<void>;
};

/** Unreferenced pictures are kept that long: a draft may still need them. */
const UNREFERENCED_LIFETIME_MS = 24 * 60 * 60 * 1000;
const SWEEP_INTERVAL_MS = 60 * 60 * 1000;

const KEY = Symbol.for('tenlens.context');
// The global object has no type for a key of our own.
const holder = globalThis as { [KEY]?: Promise<Context> };

function secretsOf(config: Config): string[] {
  const { accessPassword, databaseUrl, connections, mcp } = config;
  return [
    ...[accessPassword, databaseUrl, ...connections.secrets, ...mcp.secrets].flatMap((secret) =>
      secret ? [secret.reveal()] : [],
    ),
    ...(databaseUrl ? passwordsOf(databaseUrl) : []),
  ];
}

/** The connections, with what was learnt of them and what their keys may still send kept in the store. */
const connectTo = (
  { connections }: Config,
  database: Kysely<Schema>,
  profiles: ConnectionProfileStore,
): Connections =>
  createConnections(connections, { profiles, tokens: createSqlTokenStore(database) });

/** What is kept beside conversations. */
const otherStores = (database: Kysely<Schema>, stamps: StoreDependencies) => ({
  settings: createSqlSettingsStore(database),
  profiles: createSqlConnectionProfileStore(database, stamps),
  presets: createSqlPresetStore(database, stamps),
  ownTools: createSqlOwnToolStore(database, stamps),
  usage: createSqlUsageStore(database),
  transfers: createSqlTransferStore(database, stamps),
});

/** Tools that others made, with what people agreed to of them. */
function openMcp({ mcp: config }: Config, database: Kysely<Schema>, attachments: AttachmentStore) {
  const toolPins = createSqlToolPinStore(database);
  const own = createSqlOwnMcpServers(database);
  return { mcp: createMcp({ config, own, pins: toolPins, attachments }), toolPins };
}

type ToolParts = Pick<Context, 'attachments' | 'ownTools' | 'mcp'>;

/** Tools that come with the program, those that people made, and those of others. */
const openToolbox = ({ allowsFetch }: Config, { attachments, ownTools, mcp }: ToolParts) =>
  createToolbox([
    createBuiltInTools({ attachments, fetchWeb: allowsFetch ? fetchWeb : null }),
    createOwnTools(ownTools, fetchWeb),
    mcp.tools,
  ]);

/** Does something now and every hour; returns how to end that. */
function sweepHourly(act: () => Promise<void>, logger: Logger): () => void {
  const sweep = () =>
    act().catch((error: unknown) => logger.error('sweep-failed', { reason: String(error) }));
  void sweep();
  const timer = setInterval(sweep, SWEEP_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Forgets temporary chats nobody uses any more, and pictures nothing refers to. */
async function removeUnused(
  temporary: TemporaryDatabase | null,
  attachments: AttachmentStore,
): Promise<void> {
  await temporary?.sweep(Date.now());
  await attachments.removeUnreferenced(Date.now() - UNREFERENCED_LIFETIME_MS);
}

/** What is kept of conversations: in the database, and in memory where temporary chats are possible. */
function allStores(
  database: Kysely<Schema>,
  temporary: TemporaryDatabase | null,
  stamps: StoreDependencies,
): Stores {
  const stores = createStores(database, stamps);
  if (!temporary) return refuseTemporary(stores);
  return joinStores(stores, createTemporaryStores(temporary.database, stamps));
}

/**
 * Opens the store of a configuration and puts the parts together.
 *
 * @param parts - Parts that tests put in the place of ours.
 * @throws ConfigError when the configuration cannot be used.
 */
export async function createContext(
  config: Config,
  parts: Partial<Pick<Context, 'connections' | 'logger' | 'toolbox'>> = {},
): Promise<Context> {
  const logger = parts.logger ?? createLogger(secretsOf(config));
  const { database, databaseUrl, close: closeDatabase } = await openDatabase(config);
  const stamps = { now: Date.now, newId: randomUUID, processId: randomUUID() };
  const temporary = databaseUrl || config.setupStep ? null : await openTemporary();
  const stores = allStores(database, temporary, stamps);
  const others = otherStores(database, stamps);
  const search = createSearchIndex(database, await createSearchReader(database));
  const { settings, profiles } = others;
  const connections = parts.connections ?? connectTo(config, database, profiles);
  const signals = databaseUrl ? listenToPostgres(databaseUrl, logger) : NO_SIGNALS;
  const foreign = openMcp(config, database, stores.attachments);
  const shared = {
    logger,
    ...stores,
    settings,
    connections,
    tokens: createTokenCounter(),
    toolbox: parts.toolbox ?? openToolbox(config, { ...stores, ...others, ...foreign }),
    signals,
  };
  const generations = createGenerations({ ...shared, runLimitMs: config.runLimitMs });
  await cutOwn(stores.generationStore, logger);
  const endSweep = sweepHourly(() => removeUnused(temporary, stores.attachments), logger);
  return {
    ...shared,
    ...others,
    ...foreign,
    config,
    gate: createAccessGate(config),
    doctor: createDoctor({ connections, profiles }),
    search,
    generations,
    hasTemporaryChats: temporary !== null,
    isStoreWritable: () => isWritable(database),
    async close() {
      endSweep();
      await generations.close();
      await foreign.mcp.close();
      await search.close();
      await shared.tokens.close();
      await temporary?.database.destroy();
      await closeDatabase();
    },
  };
}

/** A store that this process has for itself holds no answer that still runs; in a shared one the pulse looks. */
async function cutOwn(generationStore: GenerationStore, logger: Logger): Promise<void> {
  const cut = generationStore.isShared ? 0 : await generationStore.cutAbandoned(0);
  if (cut > 0) logger.warn('answers-cut', { count: cut });
}

async function isWritable(database: Kysely<Schema>): Promise<boolean> {
  try {
    await database
      .insertInto('setting')
      .values({ owner_id: '', name: 'ready', value: '' })
      .onConflict((conflict) => conflict.columns(['owner_id', 'name']).doUpdateSet({ value: '' }))
      .execute();
    return true;
  } catch {
    // Readiness is this question's answer; the write that fails for a person is logged there.
    return false;
  }
}

/**
 * The one context of this process, made when it is first asked for. Next evaluates modules separately
 * for instrumentation, routes and pages, so it hangs on the global object.
 *
 * @throws ConfigError when the configuration cannot be used.
 */
export function serverContext(): Promise<Context> {
  holder[KEY] ??= Promise.resolve().then(() => createContext(loadConfig()));
  return holder[KEY];
}
