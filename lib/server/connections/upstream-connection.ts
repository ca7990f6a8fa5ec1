import 'server-only';
import {
  type ConnectionProfile,
  ofModel,
  type ProfileChange,
} from '@/lib/domain/connection/connection-profile';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import type { ConnectionProfileStore } from '../connection-profile-store/connection-profile-store';
import type { Destination } from '../egress/fetch-upstream';
import { fieldsNotTaken } from '../provider/answer-fields';
import { createAssetsProvider } from '../provider/assets/assets-provider';
import { describeModel, type ModelHome } from '../provider/describe-model';
import { DIALECTS, type Dialect } from '../provider/dialects';
import { limitsOf, withLearntCount } from '../provider/learnt-limits';
import { LearntProfile } from '../provider/learnt-profile';
import {
  createOpenAiCompatibleProvider,
  type ProviderDependencies,
} from '../provider/openai-compatible/openai-compatible-provider';
import { type ListedModel, readModelList } from '../provider/openai-compatible/read-model-list';
import type { Provider } from '../provider/provider';
import { createSqueezingProvider } from '../provider/squeezing-provider';
import type { RequestLine } from '../rate/request-line';
import type { RequestLines } from '../rate/request-lines';
import { chooseHostedModels, orderModels } from './choose-models';
import type { ManagedConnection, UpstreamEndpoint } from './connection';
import { type ConfiguredServer, NVIDIA_MODEL } from './connections-config';
import { destinationOf } from './destination-of';
import { detectHosted, detectServer } from './detect-server';

/** NVIDIA's list changes by the week; a server of one's own by the minute. Milliseconds. */
const HOSTED_LIFETIME_MS = 5 * 60 * 1000;
const OWN_LIFETIME_MS = 10 * 1000;
/** How long a server may take to list its models, in milliseconds. */
const LIST_TIMEOUT_MS = 5_000;

/** What the owner of a key allows where nothing else is said (NVIDIA's trial terms). */
const NVIDIA_REQUESTS_PER_MINUTE = 40;

type CachedModels = { readonly models: readonly ModelDescriptor[]; readonly freshUntil: number };

/** What connections are made with, beside their server. */
export type ConnectionDependencies = ProviderDependencies & {
  readonly profiles: ConnectionProfileStore;
  readonly lines: RequestLines;
};

/** A model as this server was found to serve it. */
function asLearnt(model: ModelDescriptor, profile: ConnectionProfile): ModelDescriptor {
  const found = ofModel(profile.models, model.upstreamModel);
  const { contextWindow = model.contextWindow, supportsTools = model.supportsTools } = found ?? {};
  return {
    ...withLearntCount(model, profile),
    contextWindow: Math.min(model.contextWindow, contextWindow),
    supportsTools,
  };
}

class UpstreamConnection implements ManagedConnection {
  readonly id: string;
  readonly label: string;
  readonly isDemo = false;
  readonly #line: RequestLine;
  readonly #requestsPerMinute: number | null;
  readonly provider: Provider;
  readonly #server: ConfiguredServer;
  readonly #destination: Destination;
  readonly #home: ModelHome;
  readonly #now: () => number;
  readonly #profile: LearntProfile;
  #dialect: Dialect;
  #isDetected: boolean;
  #cache: CachedModels | undefined;
  #refresh: Promise<readonly ModelDescriptor[]> | undefined;

  constructor(server: ConfiguredServer, dependencies: ConnectionDependencies) {
    const { id, label, apiKey } = server;
    const baseUrl = new URL(server.baseUrl);
    this.id = id;
    this.label = label;
    this.#server = server;
    this.#destination = { baseUrl, apiKey, label };
    this.#home = { connectionId: id, connectionLabel: label, destination: destinationOf(baseUrl) };
    this.#now = dependencies.now;
    this.#profile = new LearntProfile({
      connectionId: id,
      address: baseUrl.href,
      store: dependencies.profiles,
      now: dependencies.now,
    });
    const dialect = server.dialect ?? detectHosted(baseUrl)?.dialect;
    this.#isDetected = dialect !== undefined;
    this.#dialect = DIALECTS[dialect ?? 'generic'];
    const usual = this.#home.destination === 'nvidia' ? NVIDIA_REQUESTS_PER_MINUTE : null;
    const { requestsPerMinute = usual } = server;
    this.#requestsPerMinute = requestsPerMinute;
    this.#line = dependencies.lines.of({ baseUrl, apiKey, requestsPerMinute });
    const providerTo = (destination: Destination) =>
      createOpenAiCompatibleProvider(
        {
          destination,
          line: this.#line,
          dialect: () => this.#dialect,
          profile: this.#profile,
          listModels: () => this.listModels(),
        },
        dependencies,
      );
    const inline = createSqueezingProvider(providerTo(this.#destination), {
      connection: label,
      limits: async () => limitsOf(this.#dialect, await this.#profile.read()),
      learn: (change) => this.#learn(change),
    });
    this.provider = server.assets
      ? createAssetsProvider({ destination: this.#destination, inline, providerTo })
      : inline;
  }

  get endpoint(): UpstreamEndpoint {
    const { id, label, model, dialect } = this.#server;
    const [destination, line] = [this.#destination, this.#line];
    const requestsPerMinute = this.#requestsPerMinute;
    return { id, label, destination, line, requestsPerMinute, model, dialect };
  }

  get maxImageBase64Characters(): number | null {
    return limitsOf(this.#dialect, this.#profile.last).imageCharacters;
  }

  async listModels(): Promise<readonly ModelDescriptor[]> {
    return this.#asTaken(await this.#listed());
  }

  #listed(): Promise<readonly ModelDescriptor[]> {
    if (this.#cache && this.#now() < this.#cache.freshUntil) {
      return Promise.resolve(this.#cache.models);
    }
    this.#refresh ??= this.#load().finally(() => {
      this.#refresh = undefined;
    });
    return this.#refresh;
  }

  /** Models with what their server does not take, as it is known now: an answer may just have taught it. */
  #asTaken(models: readonly ModelDescriptor[]): readonly ModelDescriptor[] {
    const withoutFields = fieldsNotTaken(this.#dialect, this.#profile.last.refusedFields);
    if (withoutFields.length === 0) return models;
    return models.map((model) => ({ ...model, withoutFields }));
  }

  async findModel(upstreamModel: string): Promise<ModelDescriptor | null> {
    const isWanted = (model: ModelDescriptor) => model.upstreamModel === upstreamModel;
    const cached = this.#cache?.models.find(isWanted);
    if (cached) return this.#asTaken([cached])[0] ?? cached;
    try {
      const models = await this.listModels();
      return models.find(isWanted) ?? null;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // A server that is down says so when it is asked, with the right words.
      return describeModel(this.#home, upstreamModel);
    }
  }

  describe(): string {
    const model = this.#server.model ?? this.#cache?.models[0]?.upstreamModel;
    return model === undefined ? this.label : `${this.label} (${model})`;
  }

  /** What was learnt holds at once, also of models that were listed before. */
  async #learn(change: ProfileChange): Promise<void> {
    await this.#profile.learn(change);
    if (!this.#cache) return;
    const models = this.#cache.models.map((model) => withLearntCount(model, this.#profile.last));
    this.#cache = { ...this.#cache, models };
  }

  async #load(): Promise<readonly ModelDescriptor[]> {
    const isHosted = this.#dialect.name === 'nvidia';
    try {
      const listed = await this.#read();
      const chosen = isHosted
        ? chooseHostedModels(listed, this.#server.model ?? NVIDIA_MODEL)
        : orderModels(listed, this.#server.model);
      return await this.#keep(chosen, isHosted ? HOSTED_LIFETIME_MS : OWN_LIFETIME_MS);
    } catch (error) {
      const model = this.#server.model ?? (isHosted ? NVIDIA_MODEL : undefined);
      if (model === undefined || !(error instanceof AppError)) throw error;
      return this.#keep([{ upstreamModel: model }], OWN_LIFETIME_MS);
    }
  }

  /** Asked once: a server of another kind at the same address needs a restart, or its dialect said. */
  async #detect(signal: AbortSignal): Promise<void> {
    const { dialect: known } = await this.#profile.read();
    if (known) this.#dialect = DIALECTS[known];
    const found = await detectServer(this.#destination, signal);
    if (!found) return;
    this.#dialect = DIALECTS[found.dialect];
    this.#isDetected = true;
    if (known !== found.dialect) await this.#profile.learn({ dialect: found.dialect });
  }

  async #read(): Promise<readonly ListedModel[]> {
    const signal = AbortSignal.timeout(LIST_TIMEOUT_MS);
    try {
      if (!this.#isDetected) await this.#detect(signal);
      const facts = await readModelList(this.#destination, this.#dialect, signal);
      return facts.models;
    } catch (cause) {
      if (!signal.aborted) throw cause;
      throw new AppError('upstream-timeout', { connection: this.label }, { cause });
    }
  }

  async #keep(
    listed: readonly ListedModel[],
    lifetimeMs: number,
  ): Promise<readonly ModelDescriptor[]> {
    const profile = await this.#profile.read();
    const models = listed.map(({ upstreamModel, ...facts }) =>
      asLearnt(describeModel(this.#home, upstreamModel, facts), profile),
    );
    this.#cache = { models, freshUntil: this.#now() + lifetimeMs };
    return models;
  }
}

/** Makes a connection of a configured or detected server. Nothing is asked before it is used. */
export function createUpstreamConnection(
  server: ConfiguredServer,
  dependencies: ConnectionDependencies,
): ManagedConnection {
  return new UpstreamConnection(server, dependencies);
}
