import { describe, expect, test } from 'vitest';
import { MODELS, REASONING_MODELS, WEATHER } from '../../support/upstream/ask-provider';
import type { Fields } from '../../support/upstream/exchange';
import { PROFILE_NAMES } from '../../support/upstream/profiles';
import { contentOf, KEY, send, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const TOOL = { type: 'function', function: WEATHER };

const { upstream, chat: chatWith } = startTestUpstream({ contextWindow: 32_768 });

describe.each(PROFILE_NAMES)('%s', (name) => {
  const chat = (fields: Fields) => chatWith(name, fields);

  test('answers, streamed and in one piece, with the same words', async () => {
    const whole = await chat({});
    expect(whole.status).toBe(200);
    const streamed = await chat({ stream: true });
    const words = [...streamed.text.matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)];
    expect(words.map(([, word]) => JSON.parse(`"${word}"`)).join('')).toBe(contentOf(whole));
    expect(streamed.text.endsWith('data: [DONE]\n\n')).toBe(name !== 'transformers');
  });

  test('lists the model that is asked', async () => {
    const { status, json } = await send(`${upstream().origin}/${name}/v1/models`, { headers: KEY });
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

  test('a Reasoning model of it thinks first', async () => {
    const { text } = await chat({ model: REASONING_MODELS[name], stream: true });
    const thought = text.indexOf('" look"');
    expect(thought).toBeGreaterThan(-1);
    expect(thought).toBeLessThan(text.indexOf('scrip'));
  });
});
