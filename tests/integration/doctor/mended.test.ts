import { describe, expect, test } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { createConnections } from '@/lib/server/connections/connections';
import { squeezeImage } from '@/lib/server/image/squeeze-image';
import { openSizeProxy, type SizeProxy } from '../../support/size-proxy';
import {
  collectEvents,
  endingOf,
  MODELS,
  makeGrain,
  promptOf,
  requestOf,
} from '../../support/upstream/ask-provider';
import type { UpstreamOptions } from '../../support/upstream/start-upstream';
import { examine, start } from './examine';

const MEGABYTE = 1_000_000;
const MODEL = asId<ModelId>(`upstream/${MODELS.vllmNew}`);

/** The chats of a process that starts now, and what is kept of the connection whatever process runs. */
function open(url: string) {
  const profiles = createMemoryConnectionProfileStore();
  const server = { id: 'upstream', label: 'Lab', baseUrl: url };
  const connect = () =>
    createConnections({ servers: [server], localPorts: [], secrets: [] }, { profiles });
  return {
    check: () => examine(url, { dependencies: { profiles } }),
    kept: () => profiles.read('upstream'),
    model: () => connect().findModel(MODEL),
    /** Asks about so many pictures; each takes so many pixels of noise on an edge. */
    async ask(count: number, edge = 56): Promise<string> {
      const grain = await makeGrain(edge);
      const request = {
        ...requestOf(MODELS.vllmNew, promptOf('What is it?', count)),
        loadImage: (_attachment: unknown, limit: { base64Characters: number | null }) =>
          squeezeImage(grain, limit),
      };
      const provider = connect().provider('upstream');
      if (!provider) throw new Error('no such connection');
      return endingOf(await collectEvents(provider.stream(request, new AbortController().signal)));
    },
  };
}

async function behindProxy(
  settings: UpstreamOptions = {},
): Promise<{ proxy: SizeProxy; url: string }> {
  const upstream = await start({ ...settings, profile: 'vllmNew' });
  const proxy = await openSizeProxy(upstream.origin, { maxBytes: MEGABYTE });
  return { proxy, url: `${proxy.url}/vllmNew/v1` };
}

describe('a limit that was learnt and then mended is gone after the next check', () => {
  test('a body, found by the doctor at a proxy', async () => {
    const { proxy, url } = await behindProxy();
    const { check } = open(url);
    const before = await check();
    expect(before.codes.size).toBe('size-limited');
    expect(before.profile.maxBodyBytes).toBe(MEGABYTE);
    proxy.allow(16 * MEGABYTE);
    const after = await check();
    expect(after.codes.size).toBe('size-ok');
    expect(after.profile).not.toHaveProperty('maxBodyBytes');
  });

  test('one picture, and several together, that chats were refused', async () => {
    const { proxy, url } = await behindProxy();
    const { ask, check, kept } = open(url);
    expect(await ask(1, 532)).toBe('finish:stop');
    expect(await ask(4, 280)).toBe('finish:stop');
    expect(await kept()).toMatchObject({
      maxImageBase64Characters: 900_000,
      maxImagesBase64Characters: 900_000,
    });
    proxy.allow(16 * MEGABYTE);
    const { profile } = await check();
    expect(profile).not.toHaveProperty('maxImageBase64Characters');
    expect(profile).not.toHaveProperty('maxImagesBase64Characters');
    expect(profile).not.toHaveProperty('taughtAt');
  });

  test('the number of pictures, that chats were refused', async () => {
    const { proxy, url } = await behindProxy({ maxImages: 1 });
    const { ask, check, kept, model } = open(url);
    expect(await ask(2)).toBe('upstream-images');
    expect((await kept()).maxImagesByModel).toEqual({ [MODELS.vllmNew]: 1 });
    expect((await model())?.maxImagesPerPrompt).toBe(1);
    proxy.leadTo((await start({ profile: 'vllmNew' })).origin);
    const { profile } = await check();
    expect(profile.models).toEqual({ [MODELS.vllmNew]: { maxImages: 10, keepsSchema: true } });
    expect(profile).not.toHaveProperty('maxImagesByModel');
    expect((await model())?.maxImagesPerPrompt).toBe(10);
  });
});

test('a window that the server tells is believed without another check', async () => {
  const { proxy, url } = await behindProxy({ contextWindow: 8_192 });
  const { check, model } = open(url);
  expect((await check()).codes.window).toBe('window-small');
  expect((await model())?.contextWindow).toBe(8_192);
  proxy.leadTo((await start({ profile: 'vllmNew', contextWindow: 32_768 })).origin);
  expect((await model())?.contextWindow).toBe(32_768);
});

test('a model that saw nothing another day sees, also where its pictures could not be counted', async () => {
  const { proxy, url } = await behindProxy({ maxImages: 0 });
  const { check, kept, model } = open(url);
  expect((await check()).codes.picture).toBe('picture-none');
  const blind = { acceptsImages: false, keepsSchema: true };
  expect((await kept()).models).toEqual({ [MODELS.vllmNew]: blind });
  expect((await model())?.acceptsImages).toBe(false);
  const seeing = await start({ profile: 'vllmNew' });
  seeing.use('ok', 'ok', 'ok', '502', 'ok');
  proxy.leadTo(seeing.origin);
  expect((await check()).codes).toMatchObject({ picture: 'picture-ok', pictures: 'failed-status' });
  expect((await model())?.acceptsImages).toBe(true);
});

test('whether it sees, told by the server, is believed too', async () => {
  const blind = await start({ profile: 'llama', hasVision: false });
  const { check, kept } = open(blind.url);
  expect((await check()).codes.picture).toBe('picture-none');
  expect(Object.values((await kept()).models ?? {})).toEqual([{ keepsSchema: true }]);
});

test.each([
  ['their tokens', 'context-newer', 400],
  ['a moment of trouble', '502', 502],
])('ten pictures refused for %s are no count', async (_reason, scenario, status) => {
  const upstream = await start({ profile: 'vllmNew' });
  upstream.use('ok', 'ok', 'ok', scenario, 'ok');
  const { byProbe, profile } = await examine(upstream.url);
  expect(byProbe.get('pictures')).toMatchObject({ code: 'failed-status', values: { status } });
  expect(profile.models).toEqual({ [MODELS.vllmNew]: { keepsSchema: true } });
});

describe('a refusal for size', () => {
  const refusal = {
    status: 400,
    mediaType: 'application/json',
    text: '{"error":{"message":"Image is too large: 900000 characters of base64 at most"}}',
  };

  test('that is a 400 and says so teaches what one picture may take', async () => {
    const upstream = await start({ profile: 'vllmNew' });
    const proxy = await openSizeProxy(upstream.origin, { maxBytes: MEGABYTE, refusal });
    const { codes, profile } = await examine(`${proxy.url}/vllmNew/v1`);
    expect(codes.size).toBe('size-squeezed');
    expect(profile.maxImageBase64Characters).toBe(900_000);
    expect(profile).not.toHaveProperty('maxBodyBytes');
  });

  test.each([
    ['bad-gateway', 'failed-status', true],
    ['image-limit-400', 'size-squeezed', false],
    ['image-limit', 'size-squeezed', false],
  ])('by NVIDIA (%s) ends what passed another day; another failure is none', async (...row) => {
    const [scenario, code, isKept] = row;
    const profiles = createMemoryConnectionProfileStore();
    const upstream = await start({ profile: 'nvidia' });
    const limitOf = async (size: string) => {
      upstream.use('ok', 'ok', 'ok', size, 'ok');
      const options = { apiKey: 'nvapi-1', server: { dialect: 'nvidia' as const } };
      const found = await examine(upstream.url, { ...options, dependencies: { profiles } });
      return [found.codes.size, found.profile.maxImageBase64Characters !== undefined];
    };
    expect(await limitOf('ok')).toEqual(['size-ok', true]);
    expect(await limitOf(scenario)).toEqual([code, isKept]);
  });
});
