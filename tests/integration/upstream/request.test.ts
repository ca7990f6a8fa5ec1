import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ImageLimit } from '@/lib/server/provider/provider';
import {
  collectEvents,
  endingOf,
  MODELS,
  makePicture,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

describe('what is sent', () => {
  let upstream: Upstream;
  const signal = new AbortController().signal;
  beforeAll(async () => {
    upstream = await startUpstream({ profile: 'nvidia' });
  });
  beforeEach(() => {
    upstream.use();
    upstream.requests.clear();
  });
  afterAll(() => upstream.close());

  test('text alone goes as plain strings, with the key as bearer and an event stream asked for', async () => {
    const { provider } = providerFor(upstream.url, 'nvidia');
    const collected = await collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    expect(endingOf(collected)).toBe('finish:stop');
    const [request] = upstream.requests.items;
    expect(request?.headers).toMatchObject({
      accept: 'text/event-stream',
      authorization: '[redacted]',
      'content-type': 'application/json',
    });
    expect(request?.body).toEqual({
      model: MODELS.nvidia,
      messages: [
        { role: 'system', content: 'You answer.' },
        { role: 'user', content: 'Hello' },
      ],
      temperature: 0.15,
      max_tokens: 4096,
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  test('pictures go as data URLs in their places; the usage counts them by the formula', async () => {
    const { provider } = providerFor(upstream.url, 'nvidia');
    const request = requestOf(MODELS.nvidia, promptOf('Compare', 2));
    const limits: ImageLimit[] = [];
    const loadImage: typeof request.loadImage = (attachment, limit) => {
      limits.push(limit);
      return request.loadImage(attachment, limit);
    };
    const { ending } = await collectEvents(provider.stream({ ...request, loadImage }, signal));
    const base64 = (await makePicture()).toString('base64');
    const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } };
    expect(upstream.requests.items[0]?.body.messages).toEqual([
      { role: 'system', content: 'You answer.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Image 1:' },
          picture,
          { type: 'text', text: 'Image 2:' },
          picture,
          { type: 'text', text: 'Compare' },
        ],
      },
    ]);
    expect(limits).toEqual(Array(2).fill({ base64Characters: 180_000, longestEdge: 1540 }));
    // 56 x 28 pixels: a row of two squares and its end, so 3 tokens each, beside the text's.
    const bare = await collectEvents(
      provider.stream(requestOf(MODELS.nvidia, promptOf('Image 1:Image 2:Compare')), signal),
    );
    const tokens = [ending, bare.ending].map((event) => event?.usage?.inputTokens ?? 0);
    expect((tokens[0] ?? 0) - (tokens[1] ?? 0)).toBeGreaterThanOrEqual(6);
    expect((tokens[0] ?? 0) - (tokens[1] ?? 0)).toBeLessThanOrEqual(9);
  });

  test('a server that refuses to count tokens is asked again without, and never again with', async () => {
    upstream.use('usage-refused');
    const { provider, waits } = providerFor(upstream.url, 'nvidia');
    const ask = () => collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    expect(endingOf(await ask())).toBe('finish:stop');
    expect(endingOf(await ask())).toBe('finish:stop');
    const asked = upstream.requests.items.map(({ body }) => 'stream_options' in body);
    expect(asked).toEqual([true, false, false]);
    expect(waits).toEqual([]);
  });

  test('a server in trouble is asked once more after a second', async () => {
    upstream.use('bad-gateway', 'ok');
    const { provider, waits } = providerFor(upstream.url, 'nvidia');
    const collected = await collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    expect(endingOf(collected)).toBe('finish:stop');
    expect(waits).toEqual([1000]);
  });

  test('a stream without one frame is asked for once more (NVIDIA)', async () => {
    upstream.use('zero-frames', 'ok');
    const { provider } = providerFor(upstream.url, 'nvidia');
    const collected = await collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    expect(endingOf(collected)).toBe('finish:stop');
  });

  test('a short Retry-After is waited out once; a long one is told', async () => {
    const { provider, waits } = providerFor(upstream.url, 'nvidia');
    const ask = () => collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    upstream.use('rate-limit-2s', 'ok');
    expect(endingOf(await ask())).toBe('finish:stop');
    expect(waits).toEqual([]);
    upstream.use('rate-limit-1h');
    const { ending } = await ask();
    expect(ending?.type === 'error' && ending.error.details).toMatchObject({
      status: 429,
      retryAfterSeconds: 3600,
    });
    expect(waits).toEqual([]);
  });

  test('nothing is tried again once a word was shown', async () => {
    upstream.use('error-mid', 'ok');
    const { provider, waits } = providerFor(upstream.url, 'nvidia');
    const collected = await collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    expect(endingOf(collected)).toBe('upstream-down');
    expect(collected.text).not.toBe('');
    expect(waits).toEqual([]);
  });

  test('a body over the limit is not sent', async () => {
    const { provider } = providerFor(upstream.url, 'nvidia');
    const prompt = promptOf('x'.repeat(4_600_000));
    const collected = await collectEvents(
      provider.stream(requestOf(MODELS.nvidia, prompt), signal),
    );
    expect(endingOf(collected)).toBe('upstream-too-large');
    expect(upstream.requests.items).toHaveLength(0);
  });

  test('a picture that cannot be loaded fails the answer with its own code', async () => {
    const { provider } = providerFor(upstream.url, 'nvidia');
    const loadImage = () => Promise.reject(new AppError('attachment-gone'));
    const request = { ...requestOf(MODELS.nvidia, promptOf('Hi', 1)), loadImage };
    expect(endingOf(await collectEvents(provider.stream(request, signal)))).toBe('attachment-gone');
  });

  test('limits that the server names are handed on as numbers', async () => {
    const vllm = providerFor(`${upstream.origin}/vllmNew/v1`, 'vllmNew').provider;
    const limitOf = async (scenario: string) => {
      upstream.use(scenario);
      const { ending } = await collectEvents(vllm.stream(requestOf(MODELS.vllmNew), signal));
      return ending?.type === 'error' ? ending.error.details.limit : undefined;
    };
    expect(await limitOf('one-image')).toBe(1);
    expect(await limitOf('context-older')).toBe(32_768);
    expect(await limitOf('context-newer')).toBe(262_144);
  });

  test('100,000 tiny pieces arrive whole', async () => {
    upstream.use('tiny-pieces');
    const { provider } = providerFor(upstream.url, 'nvidia');
    const collected = await collectEvents(provider.stream(requestOf(MODELS.nvidia), signal));
    expect(collected.text).toHaveLength(100_000);
    expect(endingOf(collected)).toBe('finish:stop');
  });
});
