import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StreamTimeouts } from '@/lib/server/provider/dialects';
import { askServer, endingOf, MODELS, requestOf } from '../../support/upstream/ask-provider';
import { PROFILE_NAMES } from '../../support/upstream/profiles';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

const LONG = 60_000;
/** All of these wait at the same time. */
const SHORT = 2_000;
const LIMITS: StreamTimeouts = { firstByteMs: LONG, idleMs: LONG, afterFinishMs: LONG };

type Silence = { scenario: string; limits: Partial<StreamTimeouts>; ending: string };

const SILENCES: readonly Silence[] = [
  { scenario: 'silent-before-headers', limits: { firstByteMs: SHORT }, ending: 'upstream-timeout' },
  {
    scenario: 'silent-before-first-byte',
    limits: { firstByteMs: SHORT },
    ending: 'upstream-timeout',
  },
  { scenario: 'stall', limits: { idleMs: SHORT }, ending: 'upstream-stalled' },
];

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

describe.concurrent.each(PROFILE_NAMES)('%s', (profile) => {
  test('silence', async () => {
    const outcomes = SILENCES.map(async ({ scenario, limits }) => {
      const url = `${upstream.origin}/${profile}/v1`;
      const timeouts = { ...LIMITS, ...limits };
      const request = requestOf(`${MODELS[profile]}#${scenario}`);
      return askServer(url, profile, request, { timeouts });
    });
    const collected = await Promise.all(outcomes);
    expect(collected.map(endingOf)).toEqual(SILENCES.map(({ ending }) => ending));
    expect(collected.map(({ text }) => text !== '')).toEqual([false, false, true]);
  });
});
