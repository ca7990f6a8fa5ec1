import { expect, test } from 'vitest';
import type { Prompt } from '@/lib/domain/prompt/prompt';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { type Answer, openScriptedServer } from '../../support/scripted-server';
import {
  collectEvents,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';

const DAY_MS = 24 * 60 * 60 * 1000;
const TOOL = { name: 'get_weather', description: 'The weather.', parameters: {} };
const WITH_TOOLS: Prompt = { ...promptOf('Hello'), tools: [TOOL] };

/** Takes tools for one model, and says of the other that it does not. */
const answer: Answer = (response, { body }) => {
  const { model, tools } = JSON.parse(body);
  if (model === 'small' && tools) {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end('{"error":{"message":"registry.ollama.ai/library/small does not support tools"}}');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(
    'data: {"choices":[{"index":0,"delta":{"content":"Hi."},"finish_reason":"stop"}]}\n\n',
  );
};

test('what one model does not take, others of its server may', async () => {
  const { server, seen } = await openScriptedServer(answer);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const store = createMemoryConnectionProfileStore();
  let now = 0;
  const { provider } = providerFor(
    `http://127.0.0.1:${port}/v1`,
    'generic',
    { now: () => now },
    store,
  );
  /** Whether each request had tools, and what was told. */
  const ask = async (model: string) => {
    const signal = new AbortController().signal;
    const { repairs } = await collectEvents(provider.stream(requestOf(model, WITH_TOOLS), signal));
    return [seen.splice(0).map(({ body }) => 'tools' in JSON.parse(body)), repairs];
  };
  const dropped = [{ type: 'tools-dropped' }];
  expect(await ask('small')).toEqual([[true, false], dropped]);
  expect(await ask('small')).toEqual([[false], dropped]);
  expect(await ask('big')).toEqual([[true], []]);
  expect(await store.read('lab')).toEqual({ refusedFields: [] });
  now = DAY_MS;
  expect(await ask('small')).toEqual([[true, false], dropped]);
});
