import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  collectEvents,
  endingOf,
  MODELS,
  PLANTED_KEY,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';
import { PROFILE_FAULTS, SHARED_FAULTS } from './faults';

const PROFILES = ['nvidia', 'vllmNew', 'llama'] as const;

describe.each(PROFILES)('faults of %s', (profile) => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream({ profile });
  });
  afterAll(() => upstream.close());

  const { dialect, faults } = PROFILE_FAULTS[profile];
  const expected = Object.entries({ ...SHARED_FAULTS, ...faults });

  test.each(expected)('%s', async (scenario, { ending, requests = 1, text }) => {
    upstream.use(scenario);
    upstream.requests.clear();
    const { provider } = providerFor(upstream.url, dialect);
    const events = provider.stream(requestOf(MODELS[profile]), new AbortController().signal);
    const collected = await collectEvents(events);

    expect(endingOf(collected)).toBe(ending);
    expect(upstream.requests.items).toHaveLength(requests);
    if (text) expect(collected.text === '' ? 'none' : 'some').toBe(text);
    if (collected.ending?.type === 'error') {
      expect(collected.ending.error.details.connection).toBe('Lab');
    }
    const everything = inspect([collected, upstream.requests.items], { depth: 20 });
    expect(everything).not.toContain(PLANTED_KEY);
  });
});
