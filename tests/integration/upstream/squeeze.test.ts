import sharp from 'sharp';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { ProfileChange } from '@/lib/domain/connection/connection-profile';
import type { Repair } from '@/lib/domain/generation/repair';
import { base64Length, squeezeImage } from '@/lib/server/image/squeeze-image';
import type { RequestLimits } from '@/lib/server/provider/fit-images';
import type { ImageBytes, Provider, ProviderEvent } from '@/lib/server/provider/provider';
import { createSqueezingProvider } from '@/lib/server/provider/squeezing-provider';
import { drawPrint } from '../../support/draw-print';
import {
  MODELS,
  makeGrain,
  promptOf,
  providerFor,
  requestOf,
} from '../../support/upstream/ask-provider';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';
import { readMessages } from '../../support/upstream/wire-messages';

const NO_LIMITS: RequestLimits = { imageCharacters: null, imagesCharacters: null, bodyBytes: null };

const { upstream } = startTestUpstream({ profile: 'nvidia' });

let grain: ImageBytes;
let print: ImageBytes;
beforeAll(async () => {
  grain = await makeGrain(280);
  const { data, ...size } = drawPrint({ width: 280, height: 200, grain: 20 });
  print = { mediaType: 'image/png', data: await sharp(data, { raw: size }).png().toBuffer() };
});

let learnt: ProfileChange[] = [];
beforeEach(() => {
  learnt = [];
});

function providerWith(limits: RequestLimits = NO_LIMITS): Provider {
  return createSqueezingProvider(providerFor(upstream().url, 'nvidia').provider, {
    connection: 'Lab',
    limits: async () => limits,
    learn: async (change) => {
      learnt.push(change);
    },
  });
}

type Answer = { readonly ending: string; readonly repairs: readonly Repair[] };

async function ask(
  provider: Provider,
  images: readonly ImageBytes[],
  model: string = MODELS.nvidia,
): Promise<Answer> {
  const prompt = promptOf('What do these show?', images.length);
  const ids = prompt.messages.flatMap((message) =>
    message.role === 'user'
      ? message.parts.flatMap((part) => (part.type === 'image' ? part.attachment.id : []))
      : [],
  );
  const request = {
    ...requestOf(model, prompt),
    loadImage: (
      { id }: { id: (typeof ids)[number] },
      limit: { base64Characters: number | null },
    ) => {
      const image = images[ids.indexOf(id)];
      if (!image) throw new Error('no such picture');
      return squeezeImage(image, limit);
    },
  };
  const events: ProviderEvent[] = [];
  for await (const event of provider.stream(request, new AbortController().signal))
    events.push(event);
  const last = events.at(-1);
  const ending = last?.type === 'error' ? last.error.code : (last?.type ?? 'none');
  return {
    ending,
    repairs: events.flatMap((event) => (event.type === 'repair' ? event.repair : [])),
  };
}

/** Base64 lengths of the pictures of each request. */
const sentLengths = () =>
  upstream().requests.items.map(({ body }) =>
    readMessages(body)
      .flatMap(({ imageUrls }) => imageUrls)
      .map((url) => url.length - url.indexOf(',') - 1),
  );
const sum = (lengths: readonly number[] = []) => lengths.reduce((total, one) => total + one, 0);

test('pictures refused together are squeezed until the server takes them; the limit is learnt', async () => {
  upstream().use('image-limit');
  const answer = await ask(providerWith(), [grain, grain, grain]);
  expect(answer.ending).toBe('finish');
  const sums = sentLengths().map(sum);
  expect(sums[0]).toBe(3 * base64Length(grain.data.length));
  expect(sums.at(-1)).toBeLessThanOrEqual(180_000);
  expect(sums.length).toBeGreaterThan(2);
  expect(answer.repairs).toEqual([{ type: 'images-squeezed', count: 3 }]);
  expect(learnt).toEqual([{ maxImagesBase64Characters: 180_000 }]);
});

test('a picture that was alone teaches what one may take', async () => {
  upstream().use('image-limit');
  const answer = await ask(providerWith(), [grain]);
  expect(answer).toEqual({ ending: 'finish', repairs: [{ type: 'images-squeezed', count: 1 }] });
  expect(learnt).toEqual([{ maxImageBase64Characters: 180_000 }]);
});

test('a limit that is known is kept from the first request on, and print gets more of it', async () => {
  upstream().use('image-limit');
  const limits = { ...NO_LIMITS, imagesCharacters: 60_000 };
  const answer = await ask(providerWith(limits), [grain, print]);
  expect(answer).toEqual({ ending: 'finish', repairs: [{ type: 'images-squeezed', count: 2 }] });
  const [lengths] = sentLengths();
  expect(upstream().requests.items).toHaveLength(1);
  expect(lengths?.[0]).toBeLessThan(18_000);
  expect(lengths?.[1]).toBeGreaterThan(18_000);
  expect(learnt).toEqual([]);
});

test('the same pictures are sent in the same bytes every turn', async () => {
  const provider = providerWith({ ...NO_LIMITS, imagesCharacters: 60_000 });
  await ask(provider, [grain, print]);
  await ask(provider, [grain, print]);
  const [first, second] = upstream().requests.items.map(({ body }) =>
    JSON.stringify(body.messages),
  );
  expect(first).toBe(second);
});

test('the pictures leave room for the texts in a body of limited size', async () => {
  const answer = await ask(providerWith({ ...NO_LIMITS, bodyBytes: 300_000 }), [grain, grain]);
  expect(answer.ending).toBe('finish');
  const [request] = upstream().requests.items;
  const bytes = JSON.stringify(request?.body).length;
  expect(bytes).toBeLessThan(300_000);
  expect(bytes).toBeGreaterThan(120_000);
});

test('what stays refused ends as the refusal, and teaches nothing of the next send either', async () => {
  upstream().use('too-large');
  const provider = providerWith();
  expect((await ask(provider, [grain, grain, grain])).ending).toBe('upstream-too-large');
  const sums = sentLengths().map(sum);
  expect(sums).toHaveLength(4);
  expect(sums.toSorted((left, right) => right - left)).toEqual(sums);
  expect(learnt).toEqual([]);

  upstream().use();
  const small = await squeezeImage(grain, { base64Characters: 20_000 });
  expect(await ask(provider, [small])).toEqual({ ending: 'finish', repairs: [] });
  expect(learnt).toEqual([]);
});

test('how many pictures a model takes is learnt from its refusal', async () => {
  const single = await startUpstream({ profile: 'vllmNew', maxImages: 1 });
  const inner = providerFor(single.url, 'vllmNew').provider;
  const provider = createSqueezingProvider(inner, {
    connection: 'Lab',
    limits: async () => NO_LIMITS,
    learn: async (change) => {
      learnt.push(change);
    },
  });
  const small = await squeezeImage(grain, { base64Characters: 20_000 });
  expect((await ask(provider, [small, small], MODELS.vllmNew)).ending).toBe('upstream-images');
  expect((await ask(provider, [small], MODELS.vllmNew)).ending).toBe('finish');
  expect(learnt).toEqual([{ maxImagesByModel: { [MODELS.vllmNew]: 1 } }]);
  await single.close();
});

test('small pictures are not the reason of a refusal', async () => {
  upstream().use('too-large');
  const small = await squeezeImage(grain, { base64Characters: 20_000 });
  expect((await ask(providerWith(), [small])).ending).toBe('upstream-too-large');
  expect(upstream().requests.items).toHaveLength(1);
});

test('told is how many pictures became smaller', async () => {
  upstream().use('image-limit');
  const small = await squeezeImage(grain, { base64Characters: 20_000 });
  const { repairs } = await ask(providerWith(), [small, grain]);
  expect(repairs).toEqual([{ type: 'images-squeezed', count: 1 }]);
});

test('a limit that worked does not replace a smaller one that was learnt meanwhile', async () => {
  upstream().use('image-limit');
  let read = 0;
  const inner = providerFor(upstream().url, 'nvidia').provider;
  const provider = createSqueezingProvider(inner, {
    connection: 'Lab',
    limits: async () => {
      read += 1;
      return read === 1 ? NO_LIMITS : { ...NO_LIMITS, imageCharacters: 90_000 };
    },
    learn: async (change) => {
      learnt.push(change);
    },
  });
  expect((await ask(provider, [grain])).ending).toBe('finish');
  expect(sentLengths().at(-1)?.[0]).toBeLessThan(90_000);
  expect(learnt).toEqual([]);
});
