import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHARED_SCENARIOS } from '../../support/upstream/answer-chat';
import {
  askServer,
  type Collected,
  endingOf,
  MODELS,
  PLANTED_KEY,
  requestOf,
} from '../../support/upstream/ask-provider';
import { createProfiles, PROFILE_NAMES } from '../../support/upstream/profiles';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';
import { type Expectation, SHARED_FAULTS } from './faults';
import { PROFILE_FAULTS } from './profile-faults';

const PROFILES = createProfiles();

/** Scenarios that other tests speak of: silence, which takes time, 100,000 pieces, and forms of answers. */
const ELSEWHERE = [
  ...['silent-before-headers', 'silent-before-first-byte', 'stall', 'usage-hangs'],
  ...['tiny-pieces', 'format-refused', 'format-missed', 'format-cut', 'format-empty'],
];

describe.each(PROFILE_NAMES)('%s', (profile) => {
  let upstream: Upstream;
  let whole = '';
  beforeAll(async () => {
    upstream = await startUpstream({ profile });
    whole = (await ask()).text;
  });
  afterAll(() => upstream.close());

  const own = PROFILE_FAULTS[profile];
  const shared = Object.entries(SHARED_FAULTS).filter(([name]) => !(name in own));

  test('an outcome for every scenario', () => {
    const scenarios = [...Object.keys(PROFILES[profile].scenarios), ...SHARED_SCENARIOS];
    const expected = [...Object.keys(own), ...Object.keys(SHARED_FAULTS)];
    const isMissing = (name: string) => !expected.includes(name) && !ELSEWHERE.includes(name);
    expect(scenarios.filter(isMissing)).toEqual([]);
    expect(expected.filter((name) => !['ok', ...scenarios].includes(name))).toEqual([]);
  });

  function ask(): Promise<Collected> {
    return askServer(upstream.url, profile, requestOf(MODELS[profile]));
  }

  async function check(scenario: string, { ending, requests = 1, text }: Expectation) {
    upstream.use(scenario);
    upstream.requests.clear();
    const collected = await ask();

    expect(endingOf(collected)).toBe(ending);
    expect(upstream.requests.items).toHaveLength(requests);
    if (text === 'whole') expect(collected.text).toBe(whole);
    else if (text) expect(collected.text === '' ? 'none' : 'some').toBe(text);
    if (collected.ending?.type === 'error') {
      expect(collected.ending.error.details.connection).toBe('Lab');
    }
    const everything = inspect([collected, upstream.requests.items], { depth: 20 });
    expect(everything).not.toContain(PLANTED_KEY);
  }

  describe('errors of its own', () => {
    test.each(Object.entries(own))('%s', check);
  });
  describe('faults of streams and gateways', () => {
    test.each(shared)('%s', check);
  });
});
