import { describe, expect, test } from 'vitest';
import { costOfRun } from '@/lib/domain/doctor/probe-cost';
import { openFaultyProxy } from '../../support/faulty-proxy';
import { PLANTED_KEY } from '../../support/upstream/ask-provider';
import { type ExamineOptions, examine, start } from './examine';

const NVIDIA: ExamineOptions = {
  apiKey: PLANTED_KEY,
  server: { dialect: 'nvidia', requestsPerMinute: 30 },
};

describe('a server in order', () => {
  test('vLLM: everything is looked at, in few requests', async () => {
    const upstream = await start({ profile: 'vllmNew' });
    const { codes, requests, tokens, waits } = await examine(upstream.url);
    expect(codes).toMatchObject({
      reach: 'reach-ok',
      key: 'key-open',
      model: 'model-ok',
      dialect: 'dialect-ok',
      window: 'window-ok',
      picture: 'picture-ok',
      pictures: 'pictures-ok',
      size: 'size-ok',
      formats: 'formats-ok',
      streaming: 'streaming-ok',
      usage: 'usage-ok',
      schema: 'schema-ok',
      reasoning: 'skipped-reasoning',
      stop: 'stop-ok',
      continue: 'continue-ok',
      rate: 'rate-silent',
    });
    const chats = upstream.requests.items.filter(({ path }) => path === '/v1/chat/completions');
    expect(requests).toBe(chats.length);
    expect(requests).toBeLessThanOrEqual(costOfRun('vllm').requests);
    expect(tokens).toBeLessThanOrEqual(costOfRun('vllm').tokens);
    expect(waits).toEqual([]);
  });

  test('NVIDIA: paced by the key’s line, within the price, and the key is nowhere', async () => {
    const upstream = await start({ profile: 'nvidia', requestsPerMinute: 40 });
    const dependencies = { now: () => 0 };
    const found = await examine(upstream.url, { ...NVIDIA, dependencies });
    expect(found.codes).toMatchObject({
      key: 'key-ok',
      model: 'model-ok',
      window: 'window-assumed',
      size: 'size-ok',
      stop: 'stop-hosted',
      rate: 'rate-assumed',
    });
    const price = costOfRun('nvidia');
    expect(found.requests).toBeLessThanOrEqual(price.requests);
    expect(found.tokens).toBeLessThanOrEqual(price.tokens);
    // Nothing beside the line that all requests with the key wait in.
    expect(found.waits).toEqual([]);
    expect(found.byProbe.get('rate')?.values).toEqual({ limit: 30 });
    expect(JSON.stringify([...found.byProbe])).not.toContain(PLANTED_KEY);
  });

  test('llama-server: the window is the one it runs with', async () => {
    const upstream = await start({ profile: 'llama', contextWindow: 8_192 });
    const { codes, byProbe } = await examine(upstream.url);
    expect(codes).toMatchObject({ reach: 'reach-ok', dialect: 'dialect-ok', stop: 'stop-ok' });
    expect(byProbe.get('dialect')?.values).toEqual({ server: 'llama-server' });
    expect(byProbe.get('window')).toMatchObject({
      code: 'window-small',
      values: { tokens: 8_192 },
      fixes: [{ code: 'start-with', setting: '-c 32768' }],
    });
  });
});

describe('a flag that is missing is named', () => {
  test('vLLM: fewer pictures', async () => {
    const upstream = await start({ profile: 'vllmNew', maxImages: 4 });
    expect((await examine(upstream.url)).byProbe.get('pictures')).toMatchObject({
      code: 'pictures-few',
      values: { count: 4 },
      fixes: [{ setting: `--limit-mm-per-prompt '{"image":10}'` }],
    });
  });

  test('vLLM: a short window', async () => {
    const upstream = await start({ profile: 'vllmNew', contextWindow: 16_384 });
    expect((await examine(upstream.url)).byProbe.get('window')).toMatchObject({
      code: 'window-small',
      fixes: [{ setting: '--max-model-len 32768' }],
    });
  });

  test('llama-server: no vision', async () => {
    const upstream = await start({ profile: 'llama', hasVision: false });
    const { byProbe, codes } = await examine(upstream.url);
    expect(byProbe.get('picture')).toMatchObject({
      code: 'picture-none',
      outcome: 'missing',
      fixes: [{ setting: '--mmproj FILE' }],
    });
    expect(codes).toMatchObject({
      pictures: 'skipped-vision',
      size: 'skipped-vision',
      formats: 'skipped-vision',
      streaming: 'streaming-ok',
    });
  });

  test('the hosted name on another server: the right one is said, and the rest looked at with it', async () => {
    const upstream = await start({ profile: 'vllmNew' });
    const server = { model: 'mistralai/ministral-14b-instruct-2512' };
    const { byProbe, codes } = await examine(upstream.url, { server });
    expect(byProbe.get('model')).toMatchObject({
      code: 'model-hosted-name',
      values: { suggestion: 'mistralai/Ministral-3-14B-Instruct-2512' },
      fixes: [{ setting: 'UPSTREAM_MODEL=mistralai/Ministral-3-14B-Instruct-2512' }],
    });
    expect(codes).toMatchObject({ picture: 'picture-ok', schema: 'schema-ok' });
  });

  test('a buffering proxy', async () => {
    const upstream = await start({ profile: 'vllmNew', tokensPerSecond: 400, firstTokenMs: 300 });
    const proxy = await openFaultyProxy(Number(new URL(upstream.origin).port));
    proxy.set({ kind: 'buffer-all' });
    const { byProbe } = await examine(`${proxy.url}/vllmNew/v1`, { until: 'streaming' });
    expect(byProbe.get('streaming')).toMatchObject({
      code: 'streaming-buffered',
      fixes: [{ setting: 'proxy_buffering off;' }],
    });
    await proxy.close();
  });
});
