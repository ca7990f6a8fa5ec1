import { expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { LearntProfile } from '@/lib/server/provider/learnt-profile';
import { type Answer, openScriptedServer } from '../../support/scripted-server';
import {
  collectEvents,
  endingOf,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';

const CALL = { type: 'function', function: { name: 'get_weather', arguments: '{}' } };
const choice = { index: 0, message: { tool_calls: [CALL] }, finish_reason: 'tool_calls' };
const whole: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ choices: [choice] }));
};
const lost: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}\n\n');
};

test('that a server calls tools in whole answers only is written down once', async () => {
  const { server } = await openScriptedServer(lost, whole);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const store = createMemoryConnectionProfileStore();
  const learn = vi.spyOn(LearntProfile.prototype, 'learn');
  onTestFinished(() => learn.mockRestore());
  const { provider } = providerFor(`http://127.0.0.1:${port}/v1`, 'vllm012', {}, store);
  const tools = [{ name: 'get_weather', description: 'The weather.', parameters: {} }];
  const request = requestOf('m', { ...promptOf('Hello'), tools });
  for (const _ of [1, 2, 3]) {
    const events = provider.stream(request, new AbortController().signal);
    expect(endingOf(await collectEvents(events))).toBe('finish:tool-calls');
  }
  expect(learn.mock.calls).toEqual([[{ tools: 'whole' }]]);
});

test.each([
  ['an answer', 200, '{"choices":['],
  ['a refusal', 400, '{"error":'],
])(
  '%s in one piece that breaks off has failed as one that never began',
  async (_, status, begun) => {
    const { server } = await openScriptedServer((response) => {
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': '100' });
      response.write(begun, () => response.destroy());
    });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { provider } = providerFor(`http://127.0.0.1:${port}/v1`, 'generic');
    const events = provider.stream(requestOf('m'), new AbortController().signal);
    expect(endingOf(await collectEvents(events))).toBe('upstream-down');
  },
);
