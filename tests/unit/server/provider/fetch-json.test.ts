import { expect, test } from 'vitest';
import { fetchJson, tryFetchJson } from '@/lib/server/provider/fetch-json';
import { type Answer, openScriptedServer } from '../../../support/scripted-server';

/** Breaks off within the body. */
const breakOff: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"data":', () => response.destroy());
};

async function ask(answer: Answer) {
  const { server } = await openScriptedServer(answer);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const destination = { baseUrl: new URL(`http://127.0.0.1:${port}/v1`), label: 'Lab' };
  return [destination, { path: '/models', signal: new AbortController().signal }] as const;
}

test('an answer that breaks off has failed as one that never began', async () => {
  await expect(fetchJson(...(await ask(breakOff)))).rejects.toMatchObject({
    code: 'upstream-down',
    details: { connection: 'Lab' },
  });
});

test('where a server need not know the question, its refusal is no answer', async () => {
  const refuse: Answer = (response) => {
    response.writeHead(404).end();
  };
  expect(await tryFetchJson(...(await ask(refuse)))).toBe(undefined);
  expect(await tryFetchJson(...(await ask(breakOff)))).toBe(undefined);
});
