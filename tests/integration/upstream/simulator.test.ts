import { expect, test } from 'vitest';
import { MODELS, makePicture } from '../../support/upstream/ask-provider';
import type { Fields } from '../../support/upstream/exchange';
import { dataUrl, picture, send, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { upstream, chat: chatWith } = startTestUpstream({ contextWindow: 32_768 });
const chat = (fields: Fields, headers?: Record<string, string>) =>
  chatWith('vllmNew', fields, headers);

test('a scenario comes by header, by the model’s name, or by a request', async () => {
  expect((await chat({}, { 'x-scenario': '503' })).status).toBe(503);
  expect((await chat({ model: `${MODELS.vllmNew}#500` })).status).toBe(500);
  const body = JSON.stringify({ use: ['429', 'ok'] });
  await send(`${upstream().origin}/__scenarios`, { method: 'POST', body });
  expect([(await chat({})).status, (await chat({})).status, (await chat({})).status]).toEqual([
    429, 200, 200,
  ]);
});

test('what was recorded can be read, without the key', async () => {
  await chat({});
  const { json, text } = await send(`${upstream().origin}/__records`);
  expect(json.requests).toHaveLength(1);
  expect(text).toContain(MODELS.vllmNew);
  expect(text).not.toContain('nvapi-1');
});

test('pictures cost what the formula says for their decoded size', async () => {
  const url = `${upstream().origin}/vllmNew/tokenize`;
  const count = async (content: unknown) => {
    const body = JSON.stringify({ messages: [user(content)] });
    return (await send(url, { method: 'POST', body })).json.count;
  };
  const image = picture(dataUrl(await makePicture(640, 480)));
  expect(Number(await count([image])) - Number(await count(''))).toBe(432);
});
