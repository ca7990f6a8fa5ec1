import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHARED_SCENARIOS } from '../../support/upstream/answer-chat';
import {
  collectEvents,
  endingOf,
  MODELS,
  PLANTED_KEY,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { createProfiles, isProfileName } from '../../support/upstream/profiles';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';
import { SHARED_FAULTS } from './faults';
import { PROFILE_FAULTS } from './profile-faults';

const PROFILES = createProfiles();
const NAMES = Object.keys(PROFILES).filter(isProfileName);

/** Scenarios that other tests speak of: silence, which takes time, and 100,000 pieces. */
const ELSEWHERE = [
  ...['silent-before-headers', 'silent-before-first-byte', 'stall', 'usage-hangs'],
  'tiny-pieces',
];

describe.each(NAMES)('faults of %s', (profile) => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream({ profile });
  });
  afterAll(() => upstream.close());

  const expected = { ...SHARED_FAULTS, ...PROFILE_FAULTS[profile] };

  test('every scenario has an outcome that is asserted', () => {
    const scenarios = [...Object.keys(PROFILES[profile].scenarios), ...SHARED_SCENARIOS];
    const missing = scenarios.filter((name) => !(name in expected) && !ELSEWHERE.includes(name));
    expect(missing).toEqual([]);
    expect(Object.keys(expected).filter((name) => !['ok', ...scenarios].includes(name))).toEqual(
      [],
    );
  });

  test.each(Object.entries(expected))('%s', async (scenario, { ending, requests = 1, text }) => {
    upstream.use(scenario);
    upstream.requests.clear();
    const { provider } = providerFor(upstream.url, profile);
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
