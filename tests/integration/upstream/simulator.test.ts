import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODELS, makePicture } from '../../support/upstream/ask-provider';
import { chatAt, dataUrl, picture, send, user } from '../../support/upstream/raw-client';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ contextWindow: 32_768 });
});
afterAll(() => upstream.close());

test('a scenario comes by header, by the model’s name, or by a request', async () => {
  const chat: ReturnType<typeof chatAt> = (fields, headers) =>
    chatAt(upstream.origin, 'vllmNew')(fields, headers);
  expect((await chat({}, { 'x-scenario': '503' })).status).toBe(503);
  expect((await chat({ model: `${MODELS.vllmNew}#500` })).status).toBe(500);
  const body = JSON.stringify({ use: ['429', 'ok'] });
  await send(`${upstream.origin}/__scenarios`, { method: 'POST', body });
  expect([(await chat({})).status, (await chat({})).status, (await chat({})).status]).toEqual([
    429, 200, 200,
  ]);
});

test('what was recorded can be read, without the key', async () => {
  const { json, text } = await send(`${upstream.origin}/__records`);
  expect(json.requests).not.toHaveLength(0);
  expect(text).not.toContain('nvapi-1');
});

test('pictures cost what the formula says for their decoded size', async () => {
  const url = `${upstream.origin}/vllmNew/tokenize`;
  const count = async (content: unknown) => {
    const body = JSON.stringify({ messages: [user(content)] });
    return (await send(url, { method: 'POST', body })).json.count;
  };
  const image = picture(dataUrl(await makePicture(640, 480)));
  expect(Number(await count([image])) - Number(await count(''))).toBe(432);
});
