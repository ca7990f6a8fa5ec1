import { expect, test } from 'vitest';
import { readServerFacts } from '@/lib/server/provider/server-facts/read-server-facts';
import { type Answer, openScriptedServer } from '../../../../support/scripted-server';

const LONG = 60_000;
const SHORT = 20;
/** Never answers. */
const keepWaiting: Answer = () => {};

async function destinationOf(answer: Answer) {
  const { server, seen } = await openScriptedServer(answer);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { destination: { baseUrl: new URL(`http://127.0.0.1:${port}/v1`), label: 'Lab' }, seen };
}

test.each(['llama', 'ollama', 'lmstudio'] as const)(
  '%s: what is not told soon is not waited for; the list stands',
  async (dialect) => {
    const { destination } = await destinationOf(keepWaiting);
    const { signal } = new AbortController();
    const question = { destination, models: ['one'], signal };
    const facts = await readServerFacts(dialect, question, SHORT);
    expect(facts('one')).toBeUndefined();
  },
);

test('what was told before is true as long as nothing else is told', async () => {
  let isBusy = false;
  const { destination } = await destinationOf((response) => {
    if (isBusy) return;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{"default_generation_settings":{"n_ctx":8192}}');
  });
  const { signal } = new AbortController();
  const question = { destination, models: ['one'], signal };
  const told = { contextWindow: 8192, acceptsImages: undefined };
  expect((await readServerFacts('llama', question, LONG))('one')).toEqual(told);
  isBusy = true;
  expect((await readServerFacts('llama', question, SHORT))('one')).toEqual(told);
  expect((await readServerFacts('ollama', question, SHORT))('one')).toBeUndefined();
});

test('the asker’s own signal ends it with its reason', async () => {
  const { destination } = await destinationOf(keepWaiting);
  const signal = AbortSignal.timeout(SHORT);
  const asking = readServerFacts('ollama', { destination, models: ['one'], signal }, LONG);
  await expect(asking).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('Ollama is asked once what a model can do, and again when that has changed', async () => {
  const { destination, seen } = await destinationOf((response, { url }) => {
    response.writeHead(url === '/api/show' ? 200 : 404, { 'content-type': 'application/json' });
    response.end('{"capabilities":["completion","vision"]}');
  });
  const read = async (changedAt: number, models: readonly string[] = ['one', 'two']) => {
    const changed = new Map([
      ['one', 7],
      ['two', changedAt],
    ]);
    const { signal } = new AbortController();
    const facts = await readServerFacts('ollama', { destination, models, changed, signal }, LONG);
    return models.map((model) => facts(model)?.acceptsImages);
  };
  const asked = () =>
    seen
      .splice(0)
      .flatMap(({ url, body }) => (url === '/api/show' ? [JSON.parse(body).model] : []));
  expect(await read(1)).toEqual([true, true]);
  expect(asked().toSorted()).toEqual(['one', 'two']);
  expect(await read(1)).toEqual([true, true]);
  expect(asked()).toEqual([]);
  expect(await read(2)).toEqual([true, true]);
  expect(asked()).toEqual(['two']);
  // One that was gone meanwhile is a new one.
  await read(2, ['two']);
  await read(2);
  expect(asked()).toEqual(['one']);
});
