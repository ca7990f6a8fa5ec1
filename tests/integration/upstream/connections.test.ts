import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { type Connections, createConnections } from '@/lib/server/connections/connections';
import type { ConfiguredServer } from '@/lib/server/connections/connections-config';
import { createLocalServers } from '@/lib/server/connections/local-servers';
import { REAL_DEPENDENCIES } from '@/lib/server/provider/openai-compatible/openai-compatible-provider';
import { createMemoryTokenStore } from '@/lib/server/rate/memory-token-store';
import { createRequestLines } from '@/lib/server/rate/request-lines';
import { Secret } from '@/lib/server/secret';
import { collectEvents, MODELS, promptOf, requestOf } from '../../support/upstream/ask-provider';
import { serveJson } from '../../support/upstream/serve-json';
import { startUpstream, type UpstreamOptions } from '../../support/upstream/start-upstream';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function start(options: UpstreamOptions) {
  const upstream = await startUpstream(options);
  closers.push(() => upstream.close());
  return upstream;
}

const signal = () => new AbortController().signal;
const portOf = (url: string): number => Number(new URL(url).port);

function connect(
  servers: readonly ConfiguredServer[],
  localPorts: readonly number[] = [],
  now: () => number = Date.now,
): Connections {
  const config = { servers, localPorts, secrets: [] };
  return createConnections(config, { now });
}

const upstreamServer = (baseUrl: string, facts: Partial<ConfiguredServer> = {}) => [
  { id: 'upstream', label: 'Lab', baseUrl, ...facts },
];

describe('configured servers', () => {
  test('NVIDIA: the default model first, then models known to see; the list is kept five minutes', async () => {
    const upstream = await start({ profile: 'nvidia' });
    let now = 0;
    const apiKey = new Secret('nvapi-1');
    const facts = { apiKey, dialect: 'nvidia', model: MODELS.nvidia } as const;
    const connections = connect(upstreamServer(upstream.url, facts), [], () => now);
    const { models, unreachable } = await connections.listModels(signal());
    expect(unreachable).toEqual([]);
    expect(connections.list()).toMatchObject([{ maxImageBase64Characters: 180_000 }]);
    expect(models[0]).toEqual({
      id: `upstream/${MODELS.nvidia}`,
      connectionId: 'upstream',
      connectionLabel: 'Lab',
      upstreamModel: MODELS.nvidia,
      name: 'Ministral 3 14B Instruct',
      contextWindow: 262_144,
      acceptsImages: true,
      maxImagesPerPrompt: 10,
      supportsTools: true,
      tokenizer: 'tekken',
      supportsReasoning: false,
      defaultTemperature: 0.15,
      isDemo: false,
      destination: 'local',
    });
    const names = models.map(({ upstreamModel }) => upstreamModel);
    expect(names).toContain('meta/llama-3.2-11b-vision-instruct');
    expect(names.filter((name) => /embed|rerank|guard|parse|text-model/.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);

    now = 4 * 60_000;
    await connections.listModels(signal());
    expect(upstream.requests.items).toHaveLength(1);
    now = 6 * 60_000;
    await connections.listModels(signal());
    expect(upstream.requests.items).toHaveLength(2);
  });

  test('NVIDIA out of reach: the default model still stands', async () => {
    const upstream = await start({ profile: 'nvidia' });
    await upstream.close();
    const connections = connect(upstreamServer(upstream.url, { dialect: 'nvidia' }));
    const { models, unreachable } = await connections.listModels(signal());
    expect(models.map(({ upstreamModel }) => upstreamModel)).toEqual([MODELS.nvidia]);
    expect(unreachable).toEqual([]);
  });

  test('vLLM is recognised by its rows; its window is taken', async () => {
    const { url } = await start({ profile: 'vllmNew', contextWindow: 32_000 });
    const { models } = await connect(upstreamServer(url)).listModels(signal());
    expect(models).toMatchObject([{ upstreamModel: MODELS.vllmNew, contextWindow: 32_000 }]);
  });

  test('llama-server is recognised; a 500 is then not tried again, and its eyes are known', async () => {
    const upstream = await start({ profile: 'llama', contextWindow: 8192, hasVision: false });
    const connections = connect(upstreamServer(upstream.url));
    const { models } = await connections.listModels(signal());
    expect(models).toMatchObject([
      { contextWindow: 8192, acceptsImages: false, maxImagesPerPrompt: 0 },
    ]);
    upstream.use('alternation');
    upstream.requests.clear();
    const provider = connections.provider('upstream');
    if (!provider) throw new Error('no provider');
    const { ending } = await collectEvents(provider.stream(requestOf('stories'), signal()));
    expect(ending?.type === 'error' && ending.error.code).toBe('upstream-rejected');
    expect(upstream.requests.items).toHaveLength(1);
  });

  test('a server that cannot be asked is named with the reason', async () => {
    const upstream = await start({ profile: 'vllmNew', apiKey: 'right' });
    const facts = { apiKey: new Secret('wrong') };
    const connections = connect(upstreamServer(upstream.url, facts));
    expect(await connections.listModels(signal())).toEqual({
      models: [],
      unreachable: [{ connectionLabel: 'Lab', code: 'upstream-auth' }],
    });
    await upstream.close();
    const closed = await connections.listModels(signal());
    expect(closed.unreachable).toEqual([{ connectionLabel: 'Lab', code: 'upstream-unreachable' }]);
  });

  test('UPSTREAM_MODEL comes first, and alone when the server does not list', async () => {
    const upstream = await start({ profile: 'vllmNew' });
    const connections = connect(upstreamServer(upstream.url, { model: 'my/model' }));
    const listed = await connections.listModels(signal());
    const names = listed.models.map(({ upstreamModel }) => upstreamModel);
    expect(names).toEqual(['my/model', MODELS.vllmNew]);
    expect(connections.describe()).toBe('Lab (my/model)');

    const page = await serveJson({});
    closers.push(page.close);
    const alone = connect(upstreamServer(`${page.origin}/v1`, { model: 'my/model' }));
    const { models } = await alone.listModels(signal());
    expect(models.map(({ upstreamModel }) => upstreamModel)).toEqual(['my/model']);
  });

  test('a model is found by its id, also while its server is down', async () => {
    const upstream = await start({ profile: 'vllmNew' });
    const connections = connect(upstreamServer(upstream.url));
    const id = `upstream/${MODELS.vllmNew}`;
    expect(await connections.findModel(id)).toMatchObject({ id, contextWindow: 262_144 });
    expect(await connections.findModel('upstream/other')).toBeNull();
    expect(await connections.findModel('elsewhere/model')).toBeNull();
    expect(await connections.findModel('no-slash')).toBeNull();
    await upstream.close();
    expect(await connections.findModel(id)).toMatchObject({ id });
    const fresh = connect(upstreamServer(upstream.url));
    expect(await fresh.findModel(id)).toMatchObject({ id });
  });
});

describe('without any configuration', () => {
  test('the demo, when nothing runs on this machine', async () => {
    const connections = connect([]);
    expect(connections.list()).toMatchObject([{ id: 'demo', isDemo: true }]);
    expect(connections.describe()).toMatch(/^the built-in demo \(no model\): set NVIDIA_API_KEY/);
    const { models } = await connections.listModels(signal());
    expect(models).toMatchObject([{ id: 'demo/script', isDemo: true, destination: 'demo' }]);
    expect(await connections.findModel('demo/script')).toEqual(models[0]);
  });

  test('with a server configured there is no demo, and no port is looked at', async () => {
    const local = await start({ profile: 'llama' });
    const { url } = await start({ profile: 'vllmNew' });
    const connections = connect(upstreamServer(url), [portOf(local.url)]);
    await connections.listModels(signal());
    expect(local.requests.items).toHaveLength(0);
    expect(connections.list().map(({ id }) => id)).toEqual(['upstream']);
    expect(await connections.findModel('demo/script')).toBeNull();
  });

  test('local servers are found, told apart, and sent no key', async () => {
    const llama = await start({ profile: 'llama' });
    const vllm = await start({ profile: 'vllmNew' });
    const ports = [portOf(llama.url), portOf(vllm.url)];
    const connections = connect([], ports);
    await connections.probeLocal();
    expect(connections.list().map(({ label }) => label)).toEqual([
      `llama.cpp on port ${ports[0]}`,
      `vLLM on port ${ports[1]}`,
    ]);
    const { models } = await connections.listModels(signal());
    expect(models.map(({ connectionId }) => connectionId)).toEqual(
      ports.map((port) => `local-${port}`),
    );
    for (const { headers } of [...llama.requests.items, ...vllm.requests.items]) {
      expect(headers).not.toHaveProperty('authorization');
    }
  });

  test.each([
    ['Ollama', { '/api/version': { version: '0.12.0' } }],
    ['LM Studio', { '/api/v1/models': { models: [] } }],
    ['LM Studio', { '/api/v0/models': { data: [] } }],
    ['NVIDIA NIM', { '/v1/health/ready': { object: 'health.response', message: 'ready' } }],
    ['transformers', { '/health': { status: 'ok' } }],
    ['Model server', { '/props': { hello: 'world' }, '/health': 'fine' }],
  ])('%s is known by %j', async (name, answers) => {
    const server = await serveJson({ '/v1/models': { data: [{ id: 'm' }] }, ...answers });
    closers.push(server.close);
    const connections = connect([], [portOf(server.origin)]);
    await connections.probeLocal();
    expect(connections.list()[0]?.label).toBe(`${name} on port ${portOf(server.origin)}`);
  });

  test('something else on the port is no model server', async () => {
    const other = await serveJson({ '/v1/models': { data: [] }, '/api/version': { version: '1' } });
    closers.push(other.close);
    const connections = connect([], [portOf(other.origin)]);
    await connections.probeLocal();
    expect(connections.list().map(({ id }) => id)).toEqual(['demo']);
  });

  test('a port that takes the connection and says nothing is given up', async () => {
    const silent = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    closers.push(() => new Promise((resolve) => silent.close(() => resolve())));
    const address = silent.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const profiles = createMemoryConnectionProfileStore();
    const lines = createRequestLines(createMemoryTokenStore(Date.now), REAL_DEPENDENCIES);
    const local = createLocalServers([port], { ...REAL_DEPENDENCIES, lines, profiles }, 50);
    await local.probe();
    expect(local.current()).toEqual([]);
  });

  test('it is looked again after ten seconds: servers come and go', async () => {
    let now = 0;
    const upstream = await start({ profile: 'llama' });
    const port = portOf(upstream.url);
    const connections = connect([], [port], () => now);
    await connections.listModels(signal());
    const asked = upstream.requests.items.length;
    now = 5_000;
    await connections.probeLocal();
    expect(upstream.requests.items).toHaveLength(asked);

    await upstream.close();
    now = 11_000;
    await connections.probeLocal();
    expect(connections.list().map(({ id }) => id)).toEqual(['demo']);
    expect(connections.provider(`local-${port}`)).not.toBeNull();

    await start({ profile: 'llama', port });
    now = 22_000;
    const { models } = await connections.listModels(signal());
    expect(models).toMatchObject([{ connectionId: `local-${port}` }]);
    expect(await connections.findModel('demo/script')).toMatchObject({ isDemo: true });
  });

  test('a local server answers through its provider', async () => {
    const upstream = await start({ profile: 'llama' });
    upstream.script('Hello from here.');
    const connections = connect([], [portOf(upstream.url)]);
    const { models } = await connections.listModels(signal());
    const [model] = models;
    if (!model) throw new AppError('model-unknown');
    const provider = connections.provider(model.connectionId);
    const request = { ...requestOf(model.upstreamModel, promptOf('Hi', 1)), model };
    const events = provider?.stream(request, signal());
    if (!events) throw new AppError('model-unknown');
    expect((await collectEvents(events)).text).toBe('Hello from here.');
  });
});
