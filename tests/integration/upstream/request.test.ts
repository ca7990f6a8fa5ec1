import { describe, expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ImageLimit } from '@/lib/server/provider/provider';
import {
  askServer,
  collectEvents,
  endingOf,
  MODELS,
  makePicture,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

describe('what is sent', () => {
  const { upstream } = startTestUpstream({ profile: 'nvidia' });
  const sent = () => upstream().requests.items;

  /** A connection, and what it is asked. */
  function connect() {
    const { provider, waits } = providerFor(upstream().url, 'nvidia');
    const ask = (request = requestOf(MODELS.nvidia)) =>
      collectEvents(provider.stream(request, new AbortController().signal));
    return { ask, waits };
  }

  test('text alone goes as plain strings, with the key as bearer and an event stream asked for', async () => {
    const { ask } = connect();
    const collected = await ask();
    expect(endingOf(collected)).toBe('finish:stop');
    const [request] = sent();
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
    const { ask } = connect();
    const request = requestOf(MODELS.nvidia, promptOf('Compare', 2));
    const limits: ImageLimit[] = [];
    const loadImage: typeof request.loadImage = (attachment, limit) => {
      limits.push(limit);
      return request.loadImage(attachment, limit);
    };
    const { ending } = await ask({ ...request, loadImage });
    const base64 = (await makePicture()).toString('base64');
    const picture = { type: 'image_url', image_url: { url: `data:image/png;base64,${base64}` } };
    expect(sent()[0]?.body.messages).toEqual([
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
    const bare = await ask(requestOf(MODELS.nvidia, promptOf('Image 1:Image 2:Compare')));
    const tokens = [ending, bare.ending].map((event) => event?.usage?.inputTokens ?? 0);
    expect((tokens[0] ?? 0) - (tokens[1] ?? 0)).toBeGreaterThanOrEqual(6);
    expect((tokens[0] ?? 0) - (tokens[1] ?? 0)).toBeLessThanOrEqual(9);
  });

  test('a server that refuses to count tokens is asked again without, and never again with', async () => {
    upstream().use('usage-refused');
    const { ask, waits } = connect();
    expect(endingOf(await ask())).toBe('finish:stop');
    expect(endingOf(await ask())).toBe('finish:stop');
    const asked = sent().map(({ body }) => 'stream_options' in body);
    expect(asked).toEqual([true, false, false]);
    expect(waits).toEqual([]);
  });

  test('a server in trouble is asked once more after a second', async () => {
    upstream().use('bad-gateway', 'ok');
    const { ask, waits } = connect();
    const collected = await ask();
    expect(endingOf(collected)).toBe('finish:stop');
    expect(sent()).toHaveLength(2);
    expect(waits).toEqual([1000]);
  });

  test('a stream without one frame is asked for once more (NVIDIA)', async () => {
    upstream().use('zero-frames', 'ok');
    const { ask } = connect();
    const collected = await ask();
    expect(endingOf(collected)).toBe('finish:stop');
    expect(sent()).toHaveLength(2);
  });

  test('a short Retry-After is waited out once; a long one is told', async () => {
    const { ask, waits } = connect();
    upstream().use('rate-limit-2s', 'ok');
    expect(endingOf(await ask())).toBe('finish:stop');
    expect(waits).toEqual([]);
    expect(sent()).toHaveLength(2);
    upstream().use('rate-limit-1h');
    const { ending } = await ask();
    expect(ending?.type === 'error' && ending.error.details).toMatchObject({
      status: 429,
      retryAfterSeconds: 3600,
    });
    expect(waits).toEqual([]);
    expect(sent()).toHaveLength(3);
  });

  test('nothing is tried again once a word was shown', async () => {
    upstream().use('error-mid', 'ok');
    const { ask, waits } = connect();
    const collected = await ask();
    expect(endingOf(collected)).toBe('upstream-down');
    expect(collected.text).not.toBe('');
    expect(waits).toEqual([]);
    expect(sent()).toHaveLength(1);
  });

  test('a body over the limit is not sent', async () => {
    const { ask } = connect();
    const prompt = promptOf('x'.repeat(4_600_000));
    const collected = await ask(requestOf(MODELS.nvidia, prompt));
    expect(endingOf(collected)).toBe('upstream-too-large');
    expect(sent()).toHaveLength(0);
  });

  test('a picture that cannot be loaded fails the answer with its own code', async () => {
    const { ask } = connect();
    const loadImage = () => Promise.reject(new AppError('attachment-gone'));
    const request = { ...requestOf(MODELS.nvidia, promptOf('Hi', 1)), loadImage };
    expect(endingOf(await ask(request))).toBe('attachment-gone');
  });

  test('limits that the server names are handed on as numbers', async () => {
    const url = `${upstream().origin}/vllmNew/v1`;
    const limitOf = async (scenario: string) => {
      upstream().use(scenario);
      const { ending } = await askServer(url, 'vllmNew', requestOf(MODELS.vllmNew));
      return ending?.type === 'error' ? ending.error.details.limit : undefined;
    };
    expect(await limitOf('one-image')).toBe(1);
    expect(await limitOf('context-older')).toBe(32_768);
    expect(await limitOf('context-newer')).toBe(262_144);
  });

  test('100,000 tiny pieces arrive whole', async () => {
    upstream().use('tiny-pieces');
    const { ask } = connect();
    const collected = await ask();
    expect(collected.text).toHaveLength(100_000);
    expect(endingOf(collected)).toBe('finish:stop');
  });
});
