import { createServer, type IncomingMessage } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { DialectName } from '@/lib/domain/connection/dialect-name';
import { readServerFacts } from '@/lib/server/provider/server-facts/read-server-facts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

type Answers = Readonly<Record<string, (body: string) => unknown>>;

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += piece;
  return text;
}

/** What a server that answers by path tells of two models. */
async function factsOf(dialect: DialectName, answers: Answers) {
  const server = createServer(async (request, response) => {
    const answer = answers[request.url ?? '']?.(await readText(request));
    response.statusCode = answer === undefined ? 404 : 200;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer ?? { error: 'no such route' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const destination = { baseUrl: new URL(`http://127.0.0.1:${port}/v1`), label: 'Lab' };
  const { signal } = new AbortController();
  const facts = await readServerFacts(dialect, { destination, models: ['one', 'two'], signal });
  return [facts('one'), facts('two')];
}

test('Ollama: a model’s limit and senses; the live window of one that is loaded', async () => {
  const shown = {
    capabilities: ['completion', 'vision', 'tools'],
    model_info: { 'general.architecture': 'mistral3', 'mistral3.context_length': 262_144 },
  };
  const facts = await factsOf('ollama', {
    '/api/show': (body) =>
      JSON.parse(body).model === 'one' ? shown : { capabilities: ['embedding'] },
    '/api/ps': () => ({ models: [{ name: 'one', context_length: 4096 }] }),
  });
  expect(facts).toEqual([
    { contextWindow: 4096, acceptsImages: true, supportsTools: true, isChat: true },
    { contextWindow: undefined, acceptsImages: false, supportsTools: false, isChat: false },
  ]);
});

test('Ollama: older builds do not tell what is loaded', async () => {
  const facts = await factsOf('ollama', {
    '/api/show': () => ({ model_info: { 'mistral3.context_length': 262_144 } }),
  });
  expect(facts[0]).toMatchObject({ contextWindow: 262_144 });
});

test('LM Studio: what a model was loaded with counts, by the newer list or the older', async () => {
  const newer = await factsOf('lmstudio', {
    '/api/v1/models': () => ({
      models: [
        {
          key: 'one',
          type: 'llm',
          max_context_length: 262_144,
          loaded_instances: [{ config: { context_length: 8192 } }],
          capabilities: { vision: true, trained_for_tool_use: false },
        },
        { key: 'two', type: 'embedding', max_context_length: 512, loaded_instances: [] },
      ],
    }),
  });
  expect(newer).toMatchObject([
    { contextWindow: 8192, acceptsImages: true, supportsTools: false, isChat: true },
    { contextWindow: 512, isChat: false },
  ]);
  const older = await factsOf('lmstudio', {
    '/api/v0/models': () => ({
      data: [
        { id: 'one', type: 'vlm', max_context_length: 262_144, loaded_context_length: 4096 },
        { id: 'two', type: 'llm', max_context_length: 32_768 },
      ],
    }),
  });
  expect(older).toMatchObject([
    { contextWindow: 4096, acceptsImages: true },
    { contextWindow: 32_768, acceptsImages: false },
  ]);
});

test.each(['llama', 'ollama', 'lmstudio', 'vllmNew', 'generic'] as const)(
  '%s that tells nothing beside its list leaves that as it is',
  async (dialect) => {
    expect(await factsOf(dialect, {})).toEqual([undefined, undefined]);
  },
);
