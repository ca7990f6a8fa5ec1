import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerChat, HEALTHY } from './answer-chat';
import { type Exchange, type Script, type SimulatorSettings, sendReply } from './exchange';
import type { Handler, Profile, ProfileName } from './profile';
import { createProfiles, isProfileName } from './profiles';
import { readJsonBody, readKey, readRawBody, readScenario } from './read-exchange';
import {
  createRecording,
  type RecordedDisconnect,
  type RecordedRequest,
  type Recording,
  redactHeaders,
} from './recorder';

export type { ProfileName };

const DEFAULTS: SimulatorSettings = {
  tokensPerSecond: 0,
  firstTokenMs: 0,
  apiKey: undefined,
  contextWindow: 262_144,
  maxImages: 10,
  requestsPerMinute: 0,
  hasVision: true,
  loadingRequests: 0,
  loadMs: 0,
  parsesReasoning: true,
  hasTools: true,
  countTexts: undefined,
  reportsCache: false,
  listsReasoning: false,
};

export type UpstreamOptions = Partial<SimulatorSettings> & {
  /** Answers at paths without a prefix; the others are at `/<profile>/v1`. */
  readonly profile?: ProfileName | undefined;
  readonly port?: number | undefined;
};

/** A running simulator. */
export type Upstream = {
  /** Base address of the chosen profile, ending in `/v1`. */
  readonly url: string;
  /** Address without a path. */
  readonly origin: string;
  readonly requests: Recording<RecordedRequest>;
  readonly disconnects: Recording<RecordedDisconnect>;
  /** Scenarios of the next chat requests, one each; the last stays. */
  use(...scenarios: readonly string[]): void;
  /** Answer of the next chat requests, in place of the demo's; streamed, it stops in its middle until `until`. */
  script(script: Script | undefined, until?: Promise<void>): void;
  close(): Promise<void>;
};

class Simulator {
  readonly requests = createRecording<RecordedRequest>();
  readonly disconnects = createRecording<RecordedDisconnect>();
  readonly #profiles = createProfiles();
  readonly #settings: Partial<SimulatorSettings>;
  readonly #default: ProfileName;
  readonly #closing = new AbortController();
  #scenarios: readonly string[] = [HEALTHY];
  #script: Script | undefined;
  #until: Promise<void> | undefined;

  constructor({ profile = 'vllmNew', port: _port, ...settings }: UpstreamOptions) {
    this.#settings = settings;
    this.#default = profile;
  }

  use(scenarios: readonly string[]): void {
    this.#scenarios = scenarios.length > 0 ? scenarios : [HEALTHY];
  }

  script(script: Script | undefined, until?: Promise<void>): void {
    this.#script = script;
    this.#until = until;
  }

  close(): void {
    this.#closing.abort();
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const exchange = await this.#readExchange(request, response);
    if (exchange.path.startsWith('/__')) return this.#control(exchange);
    this.#record(exchange);
    const { profile, path } = exchange;
    if (path === '/v1/chat/completions' && request.method === 'POST') return answerChat(exchange);
    const route = findRoute(profile.routes, `${request.method} ${path}`);
    if (route) return route(exchange);
    sendReply(exchange, profile.unknownRoute);
  }

  #nextScenario(): string {
    const [next = HEALTHY, ...rest] = this.#scenarios;
    if (rest.length > 0) this.#scenarios = rest;
    return next;
  }

  async #readExchange(request: IncomingMessage, response: ServerResponse): Promise<Exchange> {
    const gone = new AbortController();
    const progress = { framesSent: 0, framesGenerated: 0 };
    const rawBody = await readRawBody(request);
    const body = readJsonBody(rawBody);
    const { profile, path } = this.#route(request);
    const isChat = path === '/v1/chat/completions';
    const scenario = readScenario(request, body) ?? (isChat ? this.#nextScenario() : HEALTHY);
    response.on('close', () => {
      if (response.writableFinished || this.#closing.signal.aborted) return;
      gone.abort();
      const { framesSent } = progress;
      this.disconnects.add({ path, scenario, at: performance.now(), framesSent, work: progress });
    });
    return {
      request,
      response,
      profile,
      settings: { ...DEFAULTS, ...profile.defaults, ...this.#settings },
      script: this.#script,
      until: this.#until,
      path,
      body,
      rawBody,
      key: readKey(request),
      scenario,
      signal: AbortSignal.any([gone.signal, this.#closing.signal]),
      progress,
    };
  }

  #route({ url = '/' }: IncomingMessage): { profile: Profile; path: string } {
    const path = url.replace(/\?.*$/, '');
    const prefix = path.split('/')[1] ?? '';
    if (!isProfileName(prefix)) return { profile: this.#profiles[this.#default], path };
    return { profile: this.#profiles[prefix], path: path.slice(prefix.length + 1) };
  }

  #record({ request, profile, path, body, scenario }: Exchange): void {
    const method = request.method ?? '';
    const headers = redactHeaders(request);
    const at = performance.now();
    this.requests.add({ profile: profile.name, method, path, headers, body, scenario, at });
  }

  /** For tests in other processes: choose scenarios and read what was recorded. */
  #control(exchange: Exchange): void {
    const { path, body } = exchange;
    if (path === '/__scenarios' && Array.isArray(body.use)) this.use(body.use.map(String));
    if (path === '/__script') this.script(typeof body.text === 'string' ? body.text : undefined);
    const { requests, disconnects } = this;
    const json = { requests: requests.items, disconnects: disconnects.items };
    sendReply(exchange, { status: 200, json });
  }
}

function findRoute(routes: Profile['routes'], route: string): Handler | undefined {
  const pattern = Object.keys(routes).find(
    (name) => name === route || (name.endsWith('*') && route.startsWith(name.slice(0, -1))),
  );
  return pattern === undefined ? undefined : routes[pattern];
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Starts a model server that is none: it speaks the wire of a real one, and its faults by name. */
export async function startUpstream(options: UpstreamOptions = {}): Promise<Upstream> {
  const simulator = new Simulator(options);
  const server = createServer((request, response) => {
    simulator
      .handle(request, response)
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  const port = await listen(server, options.port ?? 0);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    url: `${origin}/${options.profile ?? 'vllmNew'}/v1`,
    requests: simulator.requests,
    disconnects: simulator.disconnects,
    use: (...scenarios) => simulator.use(scenarios),
    script: (script, until) => simulator.script(script, until),
    close() {
      simulator.close();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
