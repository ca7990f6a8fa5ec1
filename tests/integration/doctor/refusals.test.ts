import { describe, expect, test } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { MODELS, PLANTED_KEY } from '../../support/upstream/ask-provider';
import { serveJson } from '../../support/upstream/serve-json';
import { serveTls } from '../../support/upstream/serve-tls';
import { examine, start } from './examine';

const NVIDIA = { dialect: 'nvidia', id: 'upstream' } as const;

/** Codes of the probes that were not skipped. */
const looked = (codes: Readonly<Record<string, string>>) =>
  Object.values(codes).filter((code) => !code.startsWith('skipped-'));

describe('a server that cannot be reached', () => {
  test('nothing listens', async () => {
    const upstream = await start({});
    await upstream.close();
    const { codes, requests } = await examine(upstream.url);
    expect(looked(codes)).toEqual(['reach-refused']);
    expect(codes.rate).toBe('skipped-unreachable');
    expect(requests).toBe(0);
  });

  test('a name that nobody knows', async () => {
    const { byProbe } = await examine('http://no-such-host.invalid/v1');
    expect(byProbe.get('reach')).toMatchObject({
      code: 'reach-dns',
      values: { address: 'http://no-such-host.invalid/v1' },
      fixes: [{ code: 'check-name' }],
    });
  });

  test('http taken for https, and a certificate that nobody vouches for', async () => {
    const upstream = await start({});
    const plain = await examine(upstream.url.replace('http:', 'https:'));
    expect(plain.byProbe.get('reach')).toMatchObject({
      code: 'reach-plain',
      fixes: [{ setting: `UPSTREAM_BASE_URL=${upstream.url}` }],
    });
    const server = await serveTls();
    expect((await examine(server.url)).codes.reach).toBe('reach-tls');
    await server.close();
  });

  test('a wrong path: the right one is found', async () => {
    const upstream = await start({});
    const { byProbe } = await examine(`${upstream.origin}/vllmNew`);
    expect(byProbe.get('reach')).toMatchObject({
      code: 'reach-path',
      fixes: [{ code: 'set-address', setting: `UPSTREAM_BASE_URL=${upstream.origin}/vllmNew/v1` }],
    });
  });
});

describe('a key', () => {
  test('is wrong, though the list of models is open', async () => {
    const upstream = await start({ profile: 'nvidia', apiKey: 'nvapi-right' });
    const { codes, byProbe } = await examine(upstream.url, {
      server: NVIDIA,
      apiKey: PLANTED_KEY,
    });
    expect(looked(codes)).toEqual(['reach-ok', 'key-refused']);
    expect(byProbe.get('key')?.fixes).toEqual([
      { code: 'renew-key' },
      { code: 'set-key', setting: 'UPSTREAM_API_KEY=…' },
    ]);
  });

  test('is missing', async () => {
    const upstream = await start({ profile: 'vllmNew', apiKey: 'right' });
    const { codes } = await examine(upstream.url);
    expect(looked(codes)).toEqual(['reach-no-list', 'key-missing']);
  });

  test('is right', async () => {
    const upstream = await start({ profile: 'vllmNew', apiKey: 'right' });
    expect((await examine(upstream.url, { apiKey: 'right' })).codes).toMatchObject({
      key: 'key-ok',
      model: 'model-ok',
    });
  });

  test.each([
    ['credit', 'key', 'key-credit'],
    ['not-entitled', 'model', 'model-entitlement'],
    ['retired', 'model', 'model-retired'],
    ['internal-connection', 'key', 'key-unproven'],
  ] as const)('%s', async (scenario, probe, code) => {
    const upstream = await start({ profile: 'nvidia' });
    upstream.use(scenario);
    const { codes } = await examine(upstream.url, { server: NVIDIA, apiKey: PLANTED_KEY });
    expect(codes[probe]).toBe(code);
    expect(codes.streaming).toMatch(/^skipped-/);
  });
});

test('a model that is still loading', async () => {
  const upstream = await start({ profile: 'llama', loadingRequests: 5 });
  const { codes, byProbe } = await examine(upstream.url);
  expect(byProbe.get('model')).toMatchObject({
    code: 'model-loading',
    fixes: [{ code: 'wait-loading' }],
  });
  expect(codes.picture).toBe('skipped-model');
});

test('one request too many ends the run, and is said', async () => {
  const upstream = await start({ profile: 'nvidia' });
  upstream.use('ok', 'ok', 'rate-limit-2s');
  const { codes, byProbe, requests } = await examine(upstream.url, {
    server: NVIDIA,
    apiKey: PLANTED_KEY,
  });
  expect(requests).toBe(3);
  expect(codes).toMatchObject({ picture: 'picture-ok', pictures: 'skipped-rate' });
  expect(byProbe.get('rate')).toMatchObject({ code: 'rate-hit', values: { seconds: 2 } });
});

test('a server that refuses to count tokens', async () => {
  const upstream = await start({ profile: 'nvidia' });
  upstream.use('ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'usage-refused');
  const { codes } = await examine(upstream.url, { server: NVIDIA, apiKey: PLANTED_KEY });
  expect(codes).toMatchObject({ streaming: 'streaming-ok', usage: 'usage-refused' });
});

describe('a schema', () => {
  /** Chat requests before the one that asks for a form. */
  async function countBefore(): Promise<number> {
    const { url, requests } = await start({ profile: 'vllmNew' });
    await examine(url, { until: 'schema' });
    const chats = requests.items.filter(({ path }) => path.endsWith('/chat/completions'));
    return chats.findIndex(({ body }) => 'response_format' in body);
  }

  test.each([
    ['format-refused', 'schema-refused', false],
    ['format-missed', 'schema-ignored', false],
    ['format-cut', 'schema-unproven', true],
    ['format-empty', 'schema-unproven', true],
    ['502', 'failed-status', true],
    ['ok', 'schema-ok', true],
  ])('%s: what is said, and kept of this model alone', async (scenario, code, keepsSchema) => {
    const profiles = createMemoryConnectionProfileStore();
    const models = { [MODELS.vllmNew]: { keepsSchema: true }, other: { keepsSchema: true } };
    await profiles.update('upstream', () => ({ refusedFields: [], models }));
    const upstream = await start({ profile: 'vllmNew' });
    upstream.use(...Array<string>(await countBefore()).fill('ok'), scenario, 'ok');
    const found = await examine(upstream.url, { dependencies: { profiles } });
    expect(found.codes.schema).toBe(code);
    expect(found.profile.models).toMatchObject({
      [MODELS.vllmNew]: { keepsSchema },
      other: { keepsSchema: true },
    });
  });
});

test('a web page at the address', async () => {
  const server = await serveJson({});
  const { codes } = await examine(`${server.origin}/v1`);
  expect(looked(codes)).toEqual(['reach-page']);
  await server.close();
});
