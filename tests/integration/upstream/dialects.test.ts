import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { DIALECTS } from '@/lib/server/provider/dialects';
import {
  collectEvents,
  endingOf,
  MODELS,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { createProfiles, isProfileName } from '../../support/upstream/profiles';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

const NAMES = Object.keys(createProfiles()).filter(isProfileName);
type Name = (typeof NAMES)[number];

const WEATHER = {
  name: 'get_weather',
  description: 'The weather of a place.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const EVERY_FIELD: Prompt = {
  ...promptOf('Hello'),
  settings: {
    temperature: 0.15,
    maxOutputTokens: 512,
    topP: 0.9,
    seed: 7,
    stop: ['END'],
    frequencyPenalty: 0.1,
    presencePenalty: 0.1,
  },
  responseFormat: {
    type: 'json-schema',
    name: 'colour',
    schema: { type: 'object', properties: { colour: { type: 'string' } }, required: ['colour'] },
  },
};

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
beforeEach(() => {
  upstream.use();
  upstream.requests.clear();
});
afterAll(() => upstream.close());

const at = (name: Name) => providerFor(`${upstream.origin}/${name}/v1`, name);
const ask = (name: Name, prompt: Prompt, model: string = MODELS[name]) =>
  collectEvents(at(name).provider.stream(requestOf(model, prompt), new AbortController().signal));
const lastBody = () => upstream.requests.items.at(-1)?.body ?? {};

describe.each(NAMES)('%s', (name) => {
  test('takes every optional field that its dialect has, at the first try', async () => {
    const collected = await ask(name, EVERY_FIELD);
    expect(endingOf(collected)).toBe('finish:stop');
    const { withoutFields } = DIALECTS[name];
    const without = withoutFields.filter((field) => /penalty/.test(field));
    const dropped = without.map((field) => ({ type: 'field-dropped', field }));
    const inWords = withoutFields.includes('response_format') ? [{ type: 'format-in-words' }] : [];
    expect(collected.repairs).toEqual([...dropped, ...inWords]);
    expect(upstream.requests.items).toHaveLength(1);
    const { ending } = collected;
    expect(ending?.type === 'finish' && ending.usage?.inputTokens).toBeGreaterThan(0);
    if (name !== 'transformers') expect(JSON.parse(collected.text)).toHaveProperty('colour');
  });

  test('calls a tool; the call goes back in its history', async () => {
    const prompt = { ...promptOf('Hello'), tools: [WEATHER] };
    const { calls, text, ...collected } = await ask(name, prompt);
    expect(endingOf({ calls, text, ...collected })).toBe('finish:tool-calls');
    expect(text).toBe('');
    const [call] = calls;
    if (!call) throw new Error('no call');
    expect(call).toMatchObject({ name: 'get_weather', arguments: '{"city":"text"}' });
    expect(call.id).toMatch(/^[a-zA-Z0-9]{9}$/);
    const messages: Prompt['messages'] = [
      ...prompt.messages,
      { role: 'assistant', text: '', toolCalls: [call] },
      { role: 'tool', toolCallId: call.id, name: call.name, text: 'Rain.' },
    ];
    const answered = await ask(name, { ...prompt, messages });
    expect(endingOf(answered)).toBe('finish:stop');
  });
});

const REASONING = [
  ['nvidia', 'mistralai/magistral-small-2506'],
  ['vllm012', 'mistralai/Ministral-3-14B-Reasoning-2512'],
  ['vllmNew', 'mistralai/Ministral-3-14B-Reasoning-2512'],
  ['vllmHf', 'mistralai/Ministral-3-14B-Reasoning-2512'],
  ['llama', 'ministral-reasoning'],
  ['ollama', 'magistral:24b'],
  ['lmstudio', 'mistralai/ministral-3-14b-reasoning'],
  ['mistral', 'magistral-small-2509'],
] as const;

test.each(REASONING)('thoughts of %s are told apart from its answer, once', async (name, model) => {
  const thinking = await ask(name, promptOf('Hello'), model);
  expect(endingOf(thinking)).toBe('finish:stop');
  expect(thinking.reasoning).toContain('look');
  expect(thinking.reasoning.match(/look/g)).toHaveLength(1);
  expect(thinking.text).not.toMatch(/THINK|look at/);
});

test('what each is sent of the optional fields', async () => {
  const sent: Partial<Record<Name, string>> = {};
  for (const name of NAMES) {
    await ask(name, {
      ...EVERY_FIELD,
      tools: [WEATHER],
      mustCallTool: true,
      allowsParallelCalls: false,
    });
    const {
      model: _1,
      messages: _2,
      temperature: _3,
      max_tokens: _4,
      stream: _5,
      ...optional
    } = lastBody();
    const { tool_choice: choice = '' } = optional;
    sent[name] = `${Object.keys(optional).join(' ')} ${choice}`.trim();
  }
  expect(sent).toMatchInlineSnapshot(`
    {
      "llama": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
      "lmstudio": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
      "mistral": "top_p random_seed stop frequency_penalty presence_penalty response_format tools tool_choice parallel_tool_calls any",
      "nim": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
      "nvidia": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
      "ollama": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools",
      "transformers": "top_p seed stop tools",
      "vllm012": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
      "vllmHf": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
      "vllmNew": "top_p seed stop frequency_penalty presence_penalty stream_options response_format tools tool_choice parallel_tool_calls required",
    }
  `);
});
