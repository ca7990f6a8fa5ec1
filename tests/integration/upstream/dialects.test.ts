import { describe, expect, test } from 'vitest';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { DIALECTS } from '@/lib/server/provider/dialects';
import {
  askServer,
  endingOf,
  MODELS,
  promptOf,
  requestOf,
  WEATHER,
} from '../../support/upstream/ask-provider';
import type { ProfileName } from '../../support/upstream/profile';
import { PROFILE_NAMES } from '../../support/upstream/profiles';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

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

const { upstream } = startTestUpstream();
const ask = (name: ProfileName, prompt: Prompt) =>
  askServer(`${upstream().origin}/${name}/v1`, name, requestOf(MODELS[name], prompt));
const lastBody = () => upstream().requests.items.at(-1)?.body ?? {};

describe.each(PROFILE_NAMES)('%s', (name) => {
  test('takes every optional field that its dialect has, at the first try', async () => {
    const collected = await ask(name, EVERY_FIELD);
    expect(endingOf(collected)).toBe('finish:stop');
    const { withoutFields } = DIALECTS[name];
    const without = withoutFields.filter((field) => /penalty/.test(field));
    const dropped = without.map((field) => ({ type: 'field-dropped', field }));
    const inWords = withoutFields.includes('response_format') ? [{ type: 'format-in-words' }] : [];
    expect(collected.repairs).toEqual([...dropped, ...inWords]);
    expect(upstream().requests.items).toHaveLength(1);
    const { ending } = collected;
    expect(ending?.type === 'finish' && ending.usage?.inputTokens).toBeGreaterThan(0);
    if (name !== 'transformers') expect(JSON.parse(collected.text)).toHaveProperty('colour');
  });
});

test('what each is sent of the optional fields', async () => {
  const sent: Partial<Record<ProfileName, string>> = {};
  for (const name of PROFILE_NAMES) {
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
