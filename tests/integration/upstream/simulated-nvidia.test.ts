import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { MODELS } from '../../support/upstream/ask-provider';
import { chatAt, dataUrl, KEY, picture, send, user } from '../../support/upstream/raw-client';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ contextWindow: 32_768 });
});
afterAll(() => upstream.close());

const chat: ReturnType<typeof chatAt> = (fields, headers) =>
  chatAt(upstream.origin, 'nvidia')(fields, headers);

test('a whole answer has the explicit nulls and empty lists of the real one', async () => {
  const { status, json } = await chat({});
  expect(status).toBe(200);
  expect(json.choices).toMatchObject([
    { message: { reasoning_content: null, tool_calls: [] }, finish_reason: 'stop' },
  ]);
  expect(json.usage).toHaveProperty('prompt_tokens');
});

test('token counts come only when asked for', async () => {
  expect((await chat({ stream: true })).text).not.toContain('"usage"');
  const asked = await chat({ stream: true, stream_options: { include_usage: true } });
  expect(asked.text).toMatch(/"choices":\[\],"usage":\{"prompt_tokens":\d+/);
  expect(asked.text.endsWith('data: [DONE]\n\n')).toBe(true);
});

test('keys: none, malformed, wrong', async () => {
  expect(await chat({}, {})).toMatchObject({
    status: 401,
    text: expect.stringContaining('authorization'),
  });
  expect((await chat({}, { authorization: 'Bearer x' })).status).toBe(401);
  const strict = await startUpstream({ profile: 'nvidia', apiKey: 'nvapi-right' });
  const wrong = await send(`${strict.url}/chat/completions`, {
    method: 'POST',
    headers: KEY,
    body: '{}',
  });
  expect(wrong).toMatchObject({ status: 403, json: { detail: 'Authorization failed' } });
  await strict.close();
});

test('the list is open without a key, long, and its first row is no good default', async () => {
  const { status, json } = await send(`${upstream.origin}/nvidia/v1/models`, {
    headers: { authorization: '' },
  });
  expect(status).toBe(200);
  expect(json.data).toHaveLength(100);
  expect(json.data).not.toMatchObject([{ id: MODELS.nvidia }]);
});

test('names that are no model, and the path-style address', async () => {
  expect(await chat({ model: 'no/such' })).toMatchObject({
    status: 404,
    text: '404 page not found\n',
  });
  expect((await chat({ model: 'nvidia/nv-embed-v1' })).json.detail).toBe('Inference error');
  const pathStyle = await send(`${upstream.origin}/nvidia/v1/${MODELS.nvidia}`, {
    method: 'POST',
    headers: KEY,
    body: '{}',
  });
  expect(pathStyle).toMatchObject({ status: 404, text: '404 page not found\n' });
});

test('a body over 5 MB is too large', async () => {
  expect((await chat({ messages: [user('x'.repeat(5_300_000))] })).status).toBe(413);
});

test('pictures over the inline limit are refused in one scenario and taken in another', async () => {
  const noise = await sharp(Buffer.alloc(400 * 400 * 3, 'random bytes that pack badly'), {
    raw: { width: 400, height: 400, channels: 3 },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  const body = { messages: [user([picture(dataUrl(noise))])] };
  upstream.use('image-limit');
  expect((await chat(body)).status).toBe(413);
  upstream.use();
  expect((await chat(body)).status).toBe(200);
});

test('long work: 202, pending twice, then the answer; or failed', async () => {
  for (const [scenario, status, word] of [
    ['pending', 200, 'fulfilled'],
    ['pending-errored', 500, 'errored'],
  ] as const) {
    upstream.use(scenario);
    const first = await chat({});
    expect(first).toMatchObject({ status: 202 });
    const path = `/nvidia/v2/nvcf/pexec/status/${first.headers.get('nvcf-reqid')}`;
    expect((await send(upstream.origin + path, { headers: KEY })).headers.get('nvcf-status')).toBe(
      'in-progress',
    );
    expect((await send(upstream.origin + path, { headers: KEY })).status).toBe(202);
    const last = await send(upstream.origin + path, { headers: KEY });
    expect([last.status, last.headers.get('nvcf-status')]).toEqual([status, word]);
  }
  upstream.use();
});

test('assets: created, uploaded, referred to, deleted', async () => {
  const description = 'a picture';
  const about = { contentType: 'image/png', description };
  const assets = `${upstream.origin}/nvidia/v2/nvcf/assets`;
  const { json } = await send(assets, {
    method: 'POST',
    headers: KEY,
    body: JSON.stringify(about),
  });
  const id = String(json.assetId);
  const url = `data:image/png;asset_id,${id}`;
  const body = { messages: [user([picture(url)])] };
  const headers = { ...KEY, 'nvcf-input-asset-references': id };
  expect((await chat(body, headers)).status).toBe(404);
  const uploadHeaders = {
    'content-type': 'image/png',
    'x-amz-meta-nvcf-asset-description': description,
  };
  const upload = { method: 'PUT', headers: uploadHeaders, body: 'bytes' };
  expect((await send(String(json.uploadUrl), upload)).status).toBe(200);
  expect((await chat(body)).status).toBe(404);
  expect((await chat(body, headers)).status).toBe(200);
  expect((await send(`${assets}/${id}`, { method: 'DELETE', headers: KEY })).status).toBe(204);
  expect((await chat(body, headers)).status).toBe(404);
});

test('so many requests a minute and key, and no word when to come back', async () => {
  const limited = await startUpstream({ profile: 'nvidia', requestsPerMinute: 2 });
  const body = JSON.stringify({ model: MODELS.nvidia, messages: [user('Hi')] });
  const ask = (key: string) =>
    send(`${limited.url}/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body,
    });
  const statuses = [
    await ask('nvapi-a'),
    await ask('nvapi-a'),
    await ask('nvapi-a'),
    await ask('nvapi-b'),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429, 200]);
  expect(statuses[2]?.headers.get('retry-after')).toBeNull();
  await limited.close();
});

test('a worker goes on when the client has gone', async () => {
  const slow = await startUpstream({ profile: 'nvidia', tokensPerSecond: 100 });
  const stop = new AbortController();
  const body = JSON.stringify({ model: MODELS.nvidia, messages: [user('Hi')], stream: true });
  const response = await fetch(`${slow.url}/chat/completions`, {
    method: 'POST',
    headers: KEY,
    body,
    signal: stop.signal,
  });
  await response.body?.getReader().read();
  stop.abort();
  const { framesSent, work } = await slow.disconnects.at(0);
  await vi.waitFor(() => expect(work.framesGenerated).toBeGreaterThan(framesSent + 50));
  await slow.close();
});
