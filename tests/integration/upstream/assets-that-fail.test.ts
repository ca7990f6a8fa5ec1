import { expect, test } from 'vitest';
import { createAssetsProvider } from '@/lib/server/provider/assets/assets-provider';
import type { ProviderRequest } from '@/lib/server/provider/provider';
import { type Answer, openScriptedServer } from '../../support/scripted-server';
import {
  collectEvents,
  endingOf,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';

/** Answers questions, and never takes an upload. */
const answerChats: Answer = (response, { url }) => {
  if (!url.endsWith('/chat/completions')) return;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(
    'data: {"choices":[{"index":0,"delta":{"content":"Red."},"finish_reason":"stop"}]}\n\n',
  );
};

async function ask(change: Partial<ProviderRequest> = {}) {
  const { server, seen } = await openScriptedServer(answerChats);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const baseUrl = new URL(`http://127.0.0.1:${port}/v1`);
  const { provider: inline } = providerFor(baseUrl.href, 'generic');
  const provider = createAssetsProvider({
    destination: { baseUrl, label: 'Lab' },
    inline,
    providerTo: () => inline,
    uploadTimeoutMs: 20,
  });
  const request = { ...requestOf('m', promptOf('What is it?', 1)), ...change };
  const events = provider.stream(request, new AbortController().signal);
  return { ending: endingOf(await collectEvents(events)), paths: seen.map(({ url }) => url) };
}

test('a store that does not answer is not waited for: the pictures go inside the request', async () => {
  const data = new Uint8Array(8);
  const loadImage = async () => ({ mediaType: 'image/png' as const, data });
  const { ending, paths } = await ask({ loadImage });
  expect([ending, paths.at(-1)]).toEqual(['finish:stop', '/v1/chat/completions']);
});

test('a picture that cannot be loaded ends the answer as it does inside the request', async () => {
  const loadImage = () => Promise.reject(new TypeError('broken'));
  expect(await ask({ loadImage })).toEqual({ ending: 'internal', paths: [] });
});
