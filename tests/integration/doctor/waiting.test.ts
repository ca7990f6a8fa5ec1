import { describe, expect, test } from 'vitest';
import { type ChatReply, serveReplies, YES } from '../../support/serve-replies';
import { PLANTED_KEY } from '../../support/upstream/ask-provider';
import { examine, start } from './examine';

const MISTRAL = { apiKey: PLANTED_KEY, server: { dialect: 'mistral' } } as const;
const NVIDIA = { apiKey: PLANTED_KEY, server: { dialect: 'nvidia' } } as const;

describe('between two questions', () => {
  test('a service whose key has no limit here is given 1.6 s', async () => {
    const upstream = await start({ profile: 'mistral' });
    const { waits, requests } = await examine(upstream.url, {
      ...MISTRAL,
      dependencies: { now: () => 0 },
    });
    // 60,000 / 1,600 is 37 a minute.
    expect(waits).toEqual(Array.from({ length: requests - 1 }, () => 1_600));
  });

  test('what the doctor waits by itself is no slowness of the server', async () => {
    const upstream = await start({ profile: 'mistral' });
    let clock = 0;
    const dependencies = {
      now: () => clock,
      pause: async () => {
        clock += 60_000;
      },
    };
    const { byProbe } = await examine(upstream.url, { ...MISTRAL, dependencies });
    expect(byProbe.get('stop')).toMatchObject({ code: 'stop-ok', values: { milliseconds: 0 } });
  });
});

describe('an answer that is being worked on', () => {
  test('is asked for until it is there, as chats do', async () => {
    const upstream = await start({ profile: 'nvidia' });
    upstream.use('pending', 'ok');
    const { codes, waits } = await examine(upstream.url, {
      ...NVIDIA,
      dependencies: { now: () => 0 },
      until: 'model',
    });
    expect(codes).toMatchObject({ key: 'key-ok', model: 'model-ok' });
    expect(waits).toEqual([1_000, 1_000, 1_000]);
  });

  test.each([
    ['does not come within a minute', { 'nvcf-reqid': 'a-1' }, 60],
    ['cannot be asked for', {}, 0],
    ['has an id that is none', { 'nvcf-reqid': '../keys' }, 0],
  ])('and %s is of a model that is still loading', async (_how, headers, polls) => {
    const pending: ChatReply = { status: 202, headers };
    const { byProbe, codes, waits } = await examine(await serveReplies(pending), NVIDIA);
    expect(codes.key).toBe('key-ok');
    expect(byProbe.get('model')).toMatchObject({
      code: 'model-loading',
      fixes: [{ code: 'wait-loading' }],
    });
    expect(waits).toHaveLength(polls);
  });
});

describe('one request too many', () => {
  const limited = (headers = {}): ChatReply => ({ status: 429, headers, json: {} });

  test('waits for what its own answer says, not an earlier one', async () => {
    const busy: ChatReply = { status: 503, headers: { 'retry-after': '120' }, json: {} };
    const url = await serveReplies(YES, busy, limited());
    const { byProbe } = await examine(url);
    expect(byProbe.get('rate')).toMatchObject({ code: 'rate-hit', values: { seconds: 0 } });
  });

  test('may name a date', async () => {
    const at = new Date(Date.now() + 60_000).toUTCString();
    const { byProbe } = await examine(await serveReplies(YES, limited({ 'retry-after': at })));
    const { seconds } = byProbe.get('rate')?.values ?? {};
    expect(Number(seconds)).toBeGreaterThan(30);
  });
});
