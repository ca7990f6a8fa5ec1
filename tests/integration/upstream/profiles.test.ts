import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MODELS } from '../../support/upstream/ask-provider';
import type { ProfileName } from '../../support/upstream/profile';
import { createProfiles, isProfileName } from '../../support/upstream/profiles';
import { chatAt, contentOf, KEY, send, user } from '../../support/upstream/raw-client';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

const NAMES = Object.keys(createProfiles()).filter(isProfileName);
const TOOL = {
  type: 'function',
  function: {
    name: 'get_weather',
    description: 'The weather of a place.',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};
const REASONING = {
  nvidia: 'mistralai/magistral-small-2506',
  vllm012: 'mistralai/Ministral-3-14B-Reasoning-2512',
  vllmNew: 'mistralai/Ministral-3-14B-Reasoning-2512',
  vllmHf: 'mistralai/Ministral-3-14B-Reasoning-2512',
  transformers: 'mistralai/Ministral-3-14B-Reasoning-2512',
  llama: 'ministral-reasoning',
  ollama: 'magistral:24b',
  lmstudio: 'mistralai/ministral-3-14b-reasoning',
  mistral: 'magistral-small-2509',
} satisfies Partial<Record<ProfileName, string>>;

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ contextWindow: 32_768 });
});
afterAll(() => upstream.close());

describe.each(NAMES)('%s', (name) => {
  const chat: ReturnType<typeof chatAt> = (fields, headers) =>
    chatAt(upstream.origin, name)(fields, headers);

  test('answers, streamed and in one piece, with the same words', async () => {
    const whole = await chat({});
    expect(whole.status).toBe(200);
    const streamed = await chat({ stream: true });
    const words = [...streamed.text.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)];
    expect(words.map(([, word]) => JSON.parse(`"${word}"`)).join('')).toBe(contentOf(whole));
    expect(streamed.text.endsWith('data: [DONE]\n\n')).toBe(name !== 'transformers');
  });

  test('lists the model that is asked', async () => {
    const { status, json } = await send(`${upstream.origin}/${name}/v1/models`, { headers: KEY });
    expect(status).toBe(200);
    const listed = JSON.stringify(json.data);
    if (name !== 'llama') expect(listed).toContain(`"${MODELS[name]}"`);
  });

  test('calls a tool that is offered, with arguments that fit, and answers when it has the result', async () => {
    const { json, text } = await chat({ tools: [TOOL] });
    const args = JSON.stringify({ city: 'text' });
    if (name === 'transformers') {
      expect(contentOf({ status: 200, json, text, headers: new Headers() })).toBe(
        `get_weather${args}`,
      );
      return;
    }
    expect(json.choices).toMatchObject([
      {
        finish_reason: 'tool_calls',
        message: { tool_calls: [{ function: { name: 'get_weather', arguments: args } }] },
      },
    ]);
    const id = /"id":"([^"]+)","type":"function"/.exec(text)?.[1];
    const call = { id, type: 'function', function: { name: 'get_weather', arguments: args } };
    const result = { role: 'tool', tool_call_id: id, name: 'get_weather', content: 'Rain.' };
    const messages = [user('Hi'), { role: 'assistant', content: '', tool_calls: [call] }, result];
    expect(contentOf(await chat({ tools: [TOOL], messages }))).toBe('The tool answered: Rain.');
    const streamed = await chat({ tools: [TOOL], stream: true });
    expect(streamed.text).toContain('get_weather');
  });
});

test.each(Object.entries(REASONING))(
  'a Reasoning model of %s thinks first',
  async (name, model) => {
    const profile = isProfileName(name) ? name : 'vllmNew';
    const { text } = await chatAt(upstream.origin, profile)({ model, stream: true });
    const thought = text.indexOf('" look"');
    expect(thought).toBeGreaterThan(-1);
    expect(thought).toBeLessThan(text.indexOf('scrip'));
  },
);
