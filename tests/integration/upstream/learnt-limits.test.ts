import { expect, test } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import type { Connections } from '@/lib/server/connections/connections';
import { squeezeImage } from '@/lib/server/image/squeeze-image';
import {
  collectEvents,
  endingOf,
  MODELS,
  makeGrain,
  promptOf,
  requestOf,
} from '../../support/upstream/ask-provider';
import { connectLab, providerOf } from '../../support/upstream/connect-lab';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { upstream } = startTestUpstream({ profile: 'nvidia', maxImages: 3 });

const MODEL = asId<ModelId>(`lab/${MODELS.nvidia}`);
const profiles = createMemoryConnectionProfileStore();

const connect = () => connectLab({ baseUrl: upstream().url, dialect: 'nvidia' }, { profiles });

async function ask(connections: Connections, images: number): Promise<string> {
  const grain = await makeGrain(280);
  const request = {
    ...requestOf(MODELS.nvidia, promptOf('What is it?', images)),
    loadImage: (_attachment: unknown, limit: { base64Characters: number | null }) =>
      squeezeImage(grain, limit),
  };
  const events = providerOf(connections).stream(request, new AbortController().signal);
  return endingOf(await collectEvents(events));
}

test('limits that refusals taught hold at once, and for the next process too', async () => {
  const connections = connect();
  expect((await connections.findModel(MODEL))?.maxImagesPerPrompt).toBe(10);
  expect(await ask(connections, 4)).toBe('upstream-images');
  expect((await connections.findModel(MODEL))?.maxImagesPerPrompt).toBe(3);

  upstream().use('image-limit');
  upstream().requests.clear();
  expect(await ask(connections, 3)).toBe('finish:stop');
  expect(upstream().requests.items.length).toBeGreaterThan(1);
  expect(await profiles.read('lab')).toMatchObject({
    maxImagesByModel: { [MODELS.nvidia]: 3 },
    maxImagesBase64Characters: 180_000,
  });

  const restarted = connect();
  upstream().requests.clear();
  expect((await restarted.findModel(MODEL))?.maxImagesPerPrompt).toBe(3);
  expect(await ask(restarted, 3)).toBe('finish:stop');
  const chats = upstream().requests.items.filter(({ path }) => path.endsWith('/completions'));
  expect(chats).toHaveLength(1);
});
