import { expect, test } from 'vitest';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import {
  collectEvents,
  endingOf,
  MODELS,
  makeGrain,
  promptOf,
  requestOf,
} from '../../support/upstream/ask-provider';
import { connectLab, providerOf } from '../../support/upstream/connect-lab';
import type { RecordedRequest } from '../../support/upstream/recorder';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { readMessages } from '../../support/upstream/wire-messages';

const { upstream } = startTestUpstream({ profile: 'nvidia' });

const isChat = ({ path }: RecordedRequest) => path === '/v1/chat/completions';
const stepsOf = () =>
  upstream().requests.items.map(
    ({ method, path }) => `${method} ${path.replace(/[0-9a-f-]{36}$/, '*')}`,
  );

async function ask(
  images: number,
  assets?: boolean,
  profile: 'nvidia' | 'vllmNew' = 'nvidia',
): Promise<string> {
  const baseUrl = `${upstream().origin}/${profile}/v1`;
  const profiles = createMemoryConnectionProfileStore();
  const connections = connectLab({ baseUrl, dialect: profile, assets }, { profiles });
  const grain = await makeGrain(200);
  const request = {
    ...requestOf(MODELS[profile], promptOf('What is it?', images)),
    loadImage: async () => grain,
  };
  const events = providerOf(connections).stream(request, new AbortController().signal);
  return endingOf(await collectEvents(events));
}

test('pictures are uploaded, referred to, and deleted after the answer', async () => {
  expect(await ask(2, true)).toBe('finish:stop');
  await upstream().requests.at(6);
  expect(stepsOf().toSorted()).toEqual([
    'DELETE /v2/nvcf/assets/*',
    'DELETE /v2/nvcf/assets/*',
    'POST /v1/chat/completions',
    'POST /v2/nvcf/assets',
    'POST /v2/nvcf/assets',
    'PUT /v2/nvcf/uploads/*',
    'PUT /v2/nvcf/uploads/*',
  ]);
  const chat = upstream().requests.items.find(isChat);
  const urls = readMessages(chat?.body ?? {}).flatMap(({ imageUrls }) => imageUrls);
  const ids = urls.map((url) => url.replace('data:image/png;asset_id,', ''));
  expect(ids).toHaveLength(2);
  expect(chat?.headers['nvcf-input-asset-references']?.split(',').toSorted()).toEqual(
    ids.toSorted(),
  );
});

test('the key goes to the server and not to its storage', async () => {
  await ask(1, true);
  await upstream().requests.at(3);
  const carriers = upstream().requests.items.filter(({ headers }) => headers.authorization);
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
  const chat = upstream().requests.items.find(isChat);
  expect(readMessages(chat?.body ?? {}).flatMap(({ imageUrls }) => imageUrls)[0]).toMatch(
    /^data:image\/png;base64,/,
  );
});
