import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProviderEvent } from '@/lib/server/provider/provider';
import { MODELS, providerFor, requestOf } from '../../support/upstream/ask-provider';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

/** Reads until the first text, then hands the rest over. */
async function readFirstText(events: AsyncIterator<ProviderEvent>): Promise<void> {
  for (;;) {
    const { value, done } = await events.next();
    if (done) throw new Error('the stream ended before any text');
    if (value.type === 'text-delta') return;
  }
}

describe('an answer that is not wanted any more', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream({ profile: 'vllmNew', tokensPerSecond: 200 });
    upstream.script('word '.repeat(10_000));
  });
  afterAll(() => upstream.close());

  test('aborting closes the connection within a second and ends the stream without an event', async () => {
    const stop = new AbortController();
    const { provider } = providerFor(upstream.url, 'vllmNew');
    const before = upstream.disconnects.items.length;
    const events = provider.stream(requestOf(MODELS.vllmNew), stop.signal)[Symbol.asyncIterator]();
    await readFirstText(events);

    const stoppedAt = performance.now();
    stop.abort();
    expect(await events.next()).toEqual({ done: true, value: undefined });
    const disconnect = await upstream.disconnects.at(before);
    expect(disconnect.at - stoppedAt).toBeLessThan(1000);
    expect(disconnect.framesSent).toBeLessThan(10_000);
  });

  test('a reader that goes away closes the connection too', async () => {
    const { provider } = providerFor(upstream.url, 'vllmNew');
    const before = upstream.disconnects.items.length;
    const signal = new AbortController().signal;
    const events = provider.stream(requestOf(MODELS.vllmNew), signal)[Symbol.asyncIterator]();
    await readFirstText(events);
    await events.return?.();
    expect(await upstream.disconnects.at(before)).toMatchObject({ path: '/v1/chat/completions' });
  });

  test('aborting while the server is still silent closes the connection', async () => {
    const stop = new AbortController();
    const { provider } = providerFor(upstream.url, 'vllmNew');
    const disconnects = upstream.disconnects.items.length;
    const requests = upstream.requests.items.length;
    upstream.use('silent-before-headers', 'ok');
    const events = provider.stream(requestOf(MODELS.vllmNew), stop.signal)[Symbol.asyncIterator]();
    const first = events.next();
    await upstream.requests.at(requests);
    stop.abort();
    expect(await first).toEqual({ done: true, value: undefined });
    expect((await upstream.disconnects.at(disconnects)).scenario).toBe('silent-before-headers');
  });

  test('aborted before it began, nothing is sent', async () => {
    const { provider } = providerFor(upstream.url, 'vllmNew');
    const requests = upstream.requests.items.length;
    const events = provider.stream(requestOf(MODELS.vllmNew), AbortSignal.abort());
    for await (const event of events) expect.unreachable(event.type);
    expect(upstream.requests.items).toHaveLength(requests);
  });

  test('aborted while waiting for the second try, no second request is made', async () => {
    const stop = new AbortController();
    upstream.use('503');
    const requests = upstream.requests.items.length;
    const { provider } = providerFor(upstream.url, 'vllmNew', {
      wait: (_milliseconds, signal) => {
        stop.abort();
        return Promise.reject(signal.reason);
      },
    });
    for await (const event of provider.stream(requestOf(MODELS.vllmNew), stop.signal)) {
      expect.unreachable(event.type);
    }
    expect(upstream.requests.items).toHaveLength(requests + 1);
    upstream.use();
  });
});
