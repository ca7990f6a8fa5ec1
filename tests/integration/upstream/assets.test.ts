import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { createConnections } from '@/lib/server/connections/connections';
import { Secret } from '@/lib/server/secret';
import {
  collectEvents,
  endingOf,
  MODELS,
  makeGrain,
  PLANTED_KEY,
  promptOf,
  requestOf,
} from '../../support/upstream/ask-provider';
import type { RecordedRequest } from '../../support/upstream/recorder';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';
import { readMessages } from '../../support/upstream/wire-messages';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ profile: 'nvidia' });
});
afterAll(() => upstream.close());
beforeEach(() => upstream.requests.clear());

const isChat = ({ path }: RecordedRequest) => path === '/v1/chat/completions';
const stepsOf = () =>
  upstream.requests.items.map(
    ({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}$/, '*')}`,
  );

async function ask(
  images: number,
  assets?: boolean,
  profile: 'nvidia' | 'vllmNew' = 'nvidia',
): Promise<string> {
  const server = {
    id: 'lab',
    label: 'Lab',
    baseUrl: `${upstream.origin}/${profile}/v1`,
    apiKey: new Secret(PLANTED_KEY),
    dialect: profile,
    assets,
  };
  const profiles = createMemoryConnectionProfileStore();
  const config = { servers: [server], localPorts: [], secrets: [] };
  const grain = await makeGrain(200);
  const request = {
    ...requestOf(MODELS[profile], promptOf('What is it?', images)),
    loadImage: async () => grain,
  };
  const provider = createConnections(config, { profiles }).provider('lab');
  if (!provider) throw new Error('no such connection');
  return endingOf(await collectEvents(provider.stream(request, new AbortController().signal)));
}

test('pictures are uploaded, referred to, and deleted after the answer', async () => {
  expect(await ask(2, true)).toBe('finish:stop');
  await upstream.requests.at(6);
  expect(stepsOf().toSorted()).toEqual([
    'DELETE /v2/nvcf/assets/*',
    'DELETE /v2/nvcf/assets/*',
    'POST /v1/chat/completions',
    'POST /v2/nvcf/assets',
    'POST /v2/nvcf/assets',
    'PUT /v2/nvcf/uploads/*',
    'PUT /v2/nvcf/uploads/*',
  ]);
  const chat = upstream.requests.items.find(isChat);
  const urls = readMessages(chat?.body ?? {}).flatMap(({ imageUrls }) => imageUrls);
  const ids = urls.map((url) => url.replace('data:image/png;asset_id,', ''));
  expect(ids).toHaveLength(2);
  expect(chat?.headers['nvcf-input-asset-references']?.split(',').toSorted()).toEqual(
    ids.toSorted(),
  );
});

test('the key goes to the server and not to its storage', async () => {
  await ask(1, true);
  await upstream.requests.at(3);
  const carriers = upstream.requests.items.filter(({ headers }) => headers.authorization);
  expect(carriers.some(({ method }) => method === 'PUT')).toBe(false);
  expect(carriers.some(({ method }) => method === 'POST')).toBe(true);
});

test('without pictures, and where nobody asked for it, nothing is uploaded', async () => {
  await ask(0, true);
  await ask(1);
  expect(stepsOf()).toEqual(['POST /v1/chat/completions', 'POST /v1/chat/completions']);
});

test('where there is no such store, the pictures go inside the request', async () => {
  expect(await ask(1, true, 'vllmNew')).toBe('finish:stop');
  expect(stepsOf()).toEqual(['POST /v2/nvcf/assets', 'POST /v1/chat/completions']);
  const chat = upstream.requests.items.find(isChat);
  expect(readMessages(chat?.body ?? {}).flatMap(({ imageUrls }) => imageUrls)[0]).toMatch(
    /^data:image\/png;base64,/,
  );
});
