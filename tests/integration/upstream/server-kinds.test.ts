import { describe, expect, test } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { detectHosted, detectServer } from '@/lib/server/connections/detect-server';
import { MODELS } from '../../support/upstream/ask-provider';
import { connectLab } from '../../support/upstream/connect-lab';
import type { ProfileName } from '../../support/upstream/profile';
import { serveJson } from '../../support/upstream/serve-json';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const WINDOW = 16_384;
const { upstream } = startTestUpstream({ contextWindow: WINDOW });

const signal = () => new AbortController().signal;
const urlOf = (profile: ProfileName) => `${upstream().origin}/${profile}/v1`;
const destinationOf = (profile: ProfileName) => ({
  baseUrl: new URL(urlOf(profile)),
  label: 'Lab',
});

describe('the kind of a server is found out', () => {
  test.each([
    ['nim', 'nim'],
    ['vllm012', 'vllm012'],
    ['vllmNew', 'vllmNew'],
    // Started without Mistral's flags it looks the same from outside.
    ['vllmHf', 'vllmNew'],
    ['transformers', 'transformers'],
    ['llama', 'llama'],
    ['ollama', 'ollama'],
    ['lmstudio', 'lmstudio'],
  ] as const)('%s', async (profile, dialect) => {
    expect(await detectServer(destinationOf(profile), signal())).toMatchObject({ dialect });
    const paths = upstream().requests.items.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.every((path) => path.startsWith('GET '))).toBe(true);
  });

  test.each([
    ['https://integrate.api.nvidia.com/v1', 'nvidia'],
    ['https://api.mistral.ai/v1', 'mistral'],
    ['https://api.mistral.ai.example.org/v1', undefined],
    ['http://127.0.0.1:8000/v1', undefined],
  ])('%s', (address, dialect) => {
    expect(detectHosted(new URL(address))?.dialect).toBe(dialect);
  });

  test('by its words, not by its 200: others say that to everything', async () => {
    const server = await serveJson({ '/v1/models': { data: [{ id: 'm' }] }, '/props': {} });
    const baseUrl = new URL(`${server.origin}/v1`);
    expect(await detectServer({ baseUrl, label: 'Lab' }, signal())).toEqual({
      name: 'Model server',
      dialect: 'generic',
    });
    await server.close();
  });
});

test.each([
  ['nim', { contextWindow: WINDOW, acceptsImages: true, supportsTools: true }],
  ['llama', { contextWindow: WINDOW, acceptsImages: true }],
  ['ollama', { acceptsImages: true, supportsTools: true }],
  ['lmstudio', { contextWindow: WINDOW, acceptsImages: true, supportsTools: true }],
  ['mistral', { contextWindow: WINDOW, acceptsImages: true, supportsTools: true }],
] as const)('what %s tells of its model', async (profile, facts) => {
  const dialect = profile === 'mistral' ? profile : undefined;
  const connections = connectLab({ baseUrl: urlOf(profile), dialect });
  const { models, unreachable } = await connections.listModels(signal());
  expect(unreachable).toEqual([]);
  const model = models.find(({ upstreamModel }) => upstreamModel === MODELS[profile]);
  expect(model ?? models[0]).toMatchObject(facts);
});

test('what was learnt of a server limits its models; its kind is asked for once', async () => {
  const profiles = createMemoryConnectionProfileStore();
  const baseUrl = urlOf('vllmNew');
  let now = 0;
  const connections = connectLab({ baseUrl }, { profiles, now: () => now });
  await connections.listModels(signal());
  expect(await profiles.read('lab')).toMatchObject({ dialect: 'vllmNew', address: baseUrl });
  await profiles.update('lab', (known) => ({
    ...known,
    models: { [MODELS.vllmNew]: { contextWindow: 8192, maxImages: 3, supportsTools: false } },
  }));
  now = 60_000;
  upstream().requests.clear();
  const { models } = await connections.listModels(signal());
  expect(upstream().requests.items.map(({ path }) => path)).toEqual(['/v1/models']);
  expect(models[0]).toMatchObject({
    contextWindow: 8192,
    maxImagesPerPrompt: 3,
    supportsTools: false,
  });
});

test('what was learnt of one model of a server is said of no other', async () => {
  const profiles = createMemoryConnectionProfileStore();
  const learnt = { contextWindow: 4096, acceptsImages: false, supportsTools: false };
  await profiles.update('lab', (known) => ({ ...known, models: { 'ministral-3:8b': learnt } }));
  const lab = connectLab({ baseUrl: urlOf('ollama') }, { profiles });
  const { models } = await lab.listModels(signal());
  const [limited, other] = ['ministral-3:8b', 'ministral-3:14b'].map((name) =>
    models.find(({ upstreamModel }) => upstreamModel === name),
  );
  expect(limited).toMatchObject({
    contextWindow: 4096,
    acceptsImages: false,
    supportsTools: false,
  });
  expect(other).toMatchObject({
    contextWindow: 262_144,
    acceptsImages: true,
    supportsTools: true,
  });
});
