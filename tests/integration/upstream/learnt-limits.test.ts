import { afterAll, beforeAll, expect, test } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { type Connections, createConnections } from '@/lib/server/connections/connections';
import { squeezeImage } from '@/lib/server/image/squeeze-image';
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
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ profile: 'nvidia', maxImages: 3 });
});
afterAll(() => upstream.close());

const MODEL = asId<ModelId>(`lab/${MODELS.nvidia}`);
const profiles = createMemoryConnectionProfileStore();

function connect(): Connections {
  const apiKey = new Secret(PLANTED_KEY);
  const server = {
    id: 'lab',
    label: 'Lab',
    baseUrl: upstream.url,
    apiKey,
    dialect: 'nvidia' as const,
  };
  return createConnections({ servers: [server], localPorts: [], secrets: [] }, { profiles });
}

async function ask(connections: Connections, images: number): Promise<string> {
  const grain = await makeGrain(280);
  const request = {
    ...requestOf(MODELS.nvidia, promptOf('What is it?', images)),
    loadImage: (_attachment: unknown, limit: { base64Characters: number | null }) =>
      squeezeImage(grain, limit),
  };
  const events = connections.provider('lab')?.stream(request, new AbortController().signal);
  if (!events) throw new Error('no such connection');
  return endingOf(await collectEvents(events));
}

test('limits that refusals taught hold at once, and for the next process too', async () => {
  const connections = connect();
  expect((await connections.findModel(MODEL))?.maxImagesPerPrompt).toBe(10);
  expect(await ask(connections, 4)).toBe('upstream-images');
  expect((await connections.findModel(MODEL))?.maxImagesPerPrompt).toBe(3);

  upstream.use('image-limit');
  upstream.requests.clear();
  expect(await ask(connections, 3)).toBe('finish:stop');
  expect(upstream.requests.items.length).toBeGreaterThan(1);
  expect(await profiles.read('lab')).toMatchObject({
    maxImagesByModel: { [MODELS.nvidia]: 3 },
    maxImagesBase64Characters: 180_000,
  });

  const restarted = connect();
  upstream.requests.clear();
  expect((await restarted.findModel(MODEL))?.maxImagesPerPrompt).toBe(3);
  expect(await ask(restarted, 3)).toBe('finish:stop');
  const chats = upstream.requests.items.filter(({ path }) => path.endsWith('/completions'));
  expect(chats).toHaveLength(1);
});
