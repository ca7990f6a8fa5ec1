import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StreamTimeouts } from '@/lib/server/provider/dialects';
import { askServer, endingOf, MODELS, requestOf } from '../../support/upstream/ask-provider';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

const LONG = 60_000;
/** Long enough for a request to arrive on a busy machine first. */
const SHORT = 1_500;

describe('a server that falls silent', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream({ profile: 'vllmNew' });
  });
  afterAll(() => upstream.close());

  async function ask(scenario: string, timeouts: Partial<StreamTimeouts>) {
    upstream.use(scenario);
    upstream.requests.clear();
    upstream.disconnects.clear();
    const limits = { firstByteMs: LONG, idleMs: LONG, afterFinishMs: LONG, ...timeouts };
    return askServer(upstream.url, 'vllmNew', requestOf(MODELS.vllmNew), { timeouts: limits });
  }

  test.each(['silent-before-headers', 'silent-before-first-byte'])(
    '%s: fails as a timeout, is not tried again, and the connection is closed',
    async (scenario) => {
      const collected = await ask(scenario, { firstByteMs: SHORT });
      expect(endingOf(collected)).toBe('upstream-timeout');
      expect(upstream.requests.items).toHaveLength(1);
      expect((await upstream.disconnects.at(0)).scenario).toBe(scenario);
    },
  );

  test('in the middle of an answer: what came is kept, the rest fails as stalled', async () => {
    const collected = await ask('stall', { idleMs: SHORT });
    expect(endingOf(collected)).toBe('upstream-stalled');
    expect(collected.text).not.toBe('');
    expect((await upstream.disconnects.at(0)).scenario).toBe('stall');
  });

  test('after the finish reason: a normal end', async () => {
    const collected = await ask('finish-held-open', { afterFinishMs: 30 });
    expect(endingOf(collected)).toBe('finish:stop');
  });

  test('comments are signs of life', async () => {
    const slow = await startUpstream({ profile: 'vllmNew', tokensPerSecond: 40 });
    slow.use('pings');
    slow.script(['one', 'two', 'three']);
    const timeouts = { firstByteMs: LONG, idleMs: LONG, afterFinishMs: LONG };
    const request = requestOf(MODELS.vllmNew);
    const { text } = await askServer(slow.url, 'vllmNew', request, { timeouts });
    expect(text).toBe('onetwothree');
    await slow.close();
  });
});
