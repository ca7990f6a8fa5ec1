import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import {
  askServer,
  type Collected,
  endingOf,
  MODELS,
  promptOf,
  requestOf,
  toolOf,
  WEATHER,
} from '../../support/upstream/ask-provider';
import type { ProfileName } from '../../support/upstream/profile';
import { PROFILE_NAMES } from '../../support/upstream/profiles';
import {
  startUpstream,
  type Upstream,
  type UpstreamOptions,
} from '../../support/upstream/start-upstream';
import { PROFILE_FACTS } from './profile-facts';

const CALL_ID = /^[a-zA-Z0-9]{9}$/;

const TOOLS = [WEATHER, toolOf('get_time', 'zone')];
const WITH_TOOLS: Prompt = { ...promptOf('Hello'), tools: TOOLS };
const PARIS = ['get_weather', '{"city": "Paris"}'];

/** Calls as far as they are the model's: names and arguments, when every id is as servers take it. */
function callsOf({ calls }: Collected): readonly (readonly string[])[] {
  for (const { id } of calls) expect(id).toMatch(CALL_ID);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(calls.length);
  return calls.map(({ name, arguments: text }) => [name, text]);
}

type Expected = {
  readonly scenario: string;
  readonly calls: readonly (readonly string[])[];
  readonly text?: string;
  readonly ending?: string;
};

/** What models and servers make of calls, and what must come of it. */
const CALLS: readonly Expected[] = [
  { scenario: 'tools-single', calls: [PARIS] },
  { scenario: 'tools-parallel', calls: [PARIS, ['get_time', '{"zone":"CET"}']] },
  { scenario: 'tools-with-text', calls: [PARIS], text: 'Let me look.' },
  { scenario: 'tools-named', calls: [PARIS] },
  { scenario: 'tools-no-id', calls: [PARIS] },
  { scenario: 'tools-long-id', calls: [PARIS] },
];

/** What a server with calls of their own can have beside these. Printed as text, they are no calls. */
const ODD_CALLS: readonly Expected[] = [
  { scenario: 'tools-bad-json', calls: [['get_weather', '{"city": Paris']] },
  { scenario: 'tools-cut', calls: [['get_weather', '{"city": "Par']], ending: 'finish:length' },
  { scenario: 'tools-empty-arguments', calls: [['get_weather', '{}']] },
  { scenario: 'tools-same-id', calls: [PARIS, ['get_weather', '{"city": "Rome"}']] },
];

function ask(upstream: Upstream, profile: ProfileName, prompt: Prompt): Promise<Collected> {
  return askServer(upstream.url, profile, requestOf(MODELS[profile], prompt));
}

describe.each(PROFILE_NAMES)('%s', (profile) => {
  const { callsTools, keepsSchema, losesCalls, hasToolSwitch } = PROFILE_FACTS[profile];
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream({ profile });
  });
  beforeEach(() => upstream.use());
  afterAll(() => upstream.close());

  describe('tools', () => {
    test('a call, its result, and the answer to it', async () => {
      const first = await ask(upstream, profile, WITH_TOOLS);
      expect(endingOf(first)).toBe('finish:tool-calls');
      expect(callsOf(first)).toEqual([['get_weather', '{"city":"text"}']]);
      expect(first.text).toBe('');
      const results = first.calls.map(({ id, name }) => ({
        ...({ role: 'tool', toolCallId: id, name, text: 'Rain.' } as const),
      }));
      const called = { role: 'assistant', text: '', toolCalls: first.calls } as const;
      const messages = [...WITH_TOOLS.messages, called, ...results];
      const second = await ask(upstream, profile, { ...WITH_TOOLS, messages });
      expect([endingOf(second), second.text]).toEqual(['finish:stop', 'The tool answered: Rain.']);
    });

    test.each([...CALLS, ...(callsTools ? ODD_CALLS : [])])(
      '$scenario',
      async ({ scenario, calls, text = '', ending = 'finish:tool-calls' }) => {
        upstream.use(scenario);
        const collected = await ask(upstream, profile, WITH_TOOLS);
        expect(endingOf(collected)).toBe(ending);
        expect(callsOf(collected)).toEqual(calls);
        expect(collected.text.trim()).toBe(text);
        expect(collected.repairs).toEqual([]);
      },
    );

    test.each(losesCalls ? ['tools-lost', 'tools-lost-silently'] : [])(
      '%s: asked for in one piece',
      async (scenario) => {
        upstream.use(scenario);
        const collected = await ask(upstream, profile, WITH_TOOLS);
        expect(endingOf(collected)).toBe('finish:tool-calls');
        expect(callsOf(collected)).toEqual([['get_weather', '{"city":"text"}']]);
        expect(collected.repairs).toEqual([{ type: 'asked-whole', reason: 'tools-lost' }]);
      },
    );

    test.each(hasToolSwitch ? ['not started for tools: answered without'] : [])('%s', async () => {
      const options: UpstreamOptions = { profile, hasTools: false };
      const bare = await startUpstream(options);
      const collected = await ask(bare, profile, WITH_TOOLS);
      expect(endingOf(collected)).toBe('finish:stop');
      expect(collected.repairs).toEqual([{ type: 'tools-dropped' }]);
      expect(collected.text).toContain('demo');
      await bare.close();
    });
  });

  test('schema', async () => {
    const schema = { type: 'object', properties: { total: { type: 'number' } } };
    const responseFormat = { type: 'json-schema', name: 'receipt', schema } as const;
    const collected = await ask(upstream, profile, { ...promptOf('Hello'), responseFormat });
    expect(endingOf(collected)).toBe('finish:stop');
    if (keepsSchema) expect(JSON.parse(collected.text)).toEqual({ total: 1 });
    else expect(collected.text).toContain('demo');
  });
});
