import { expect, test } from 'vitest';
import { type Answer, openScriptedServer } from '../../support/scripted-server';
import {
  askServer,
  endingOf,
  promptOf,
  requestOf,
  WEATHER,
} from '../../support/upstream/ask-provider';

const delta = (fields: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: fields, finish_reason: finish }] })}\n\n`;

const stream =
  (...frames: readonly string[]): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(frames.join(''));
  };
const whole =
  (message: object, finish: string): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: finish }] }));
  };

async function ask(...answers: readonly Answer[]) {
  const { origin, seen } = await openScriptedServer(...answers);
  const request = requestOf('m', { ...promptOf('Hello'), tools: [WEATHER] });
  const collected = await askServer(`${origin}/v1`, 'vllm012', request);
  return {
    ...collected,
    ending: endingOf(collected),
    streams: seen.map(({ body }) => JSON.parse(body).stream),
  };
}

const CALL = {
  id: 'aB3dE5fG7',
  type: 'function',
  function: { name: 'get_weather', arguments: '{}' },
};

test('calls lost behind words are fetched; the words are told once', async () => {
  const told = stream(delta({ content: 'Let me look.' }), delta({}, 'tool_calls'));
  const again = whole({ content: 'Let me look at it.', tool_calls: [CALL] }, 'tool_calls');
  const { text, calls, ending, streams } = await ask(told, again);
  expect({ text, ending, streams }).toEqual({
    text: 'Let me look.',
    ending: 'finish:tool-calls',
    streams: [true, false],
  });
  expect(calls).toEqual([{ id: 'aB3dE5fG7', name: 'get_weather', arguments: '{}' }]);
});

test('calls that are lost for good are told as lost, after one more try', async () => {
  const told = stream(delta({ content: 'Let me look.' }), delta({}, 'tool_calls'));
  const { text, ending, streams } = await ask(told, whole({ content: 'Hm.' }, 'tool_calls'));
  expect({ text, ending, streams }).toEqual({
    text: 'Let me look.',
    ending: 'upstream-tools-lost',
    streams: [true, false],
  });
});

test('a server that sends a whole answer where a stream was asked for is understood', async () => {
  const { text, ending, streams } = await ask(whole({ content: 'All at once.' }, 'stop'));
  expect({ text, ending, streams }).toEqual({
    text: 'All at once.',
    ending: 'finish:stop',
    streams: [true],
  });
});

test('words without a call are an answer: nothing is asked again', async () => {
  const { ending, streams } = await ask(stream(delta({ content: 'No need.' }, 'stop')));
  expect({ ending, streams }).toEqual({ ending: 'finish:stop', streams: [true] });
});
