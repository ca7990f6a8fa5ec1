import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Fields } from './exchange';
import type { ProfileName } from './profile';
import { type Answer, chatAt } from './raw-client';
import { startUpstream, type Upstream, type UpstreamOptions } from './start-upstream';

/** A simulator for the tests of one file; before each it has no scenario, no script and no record of requests. */
export type TestUpstream = {
  readonly upstream: () => Upstream;
  /** Asks a profile's chat route. */
  readonly chat: (
    profile: ProfileName,
    fields?: Fields,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>;
  /** Asks under a scenario. */
  readonly under: (scenario: string, profile: ProfileName, fields?: Fields) => Promise<Answer>;
};

/** Starts a simulator before the tests of a file and closes it after them. */
export function startTestUpstream(options: UpstreamOptions = {}): TestUpstream {
  let started: Upstream | undefined;
  const upstream = (): Upstream => {
    if (!started) throw new Error('the simulator is not started yet');
    return started;
  };
  beforeAll(async () => {
    started = await startUpstream(options);
  });
  beforeEach(() => {
    upstream().use();
    upstream().script(undefined);
    upstream().requests.clear();
  });
  afterAll(() => upstream().close());
  const chat: TestUpstream['chat'] = (profile, fields, headers) =>
    chatAt(upstream().origin, profile)(fields, headers);
  return {
    upstream,
    chat,
    under(scenario, profile, fields) {
      upstream().use(scenario);
      return chat(profile, fields);
    },
  };
}
