import sharp from 'sharp';
import { expect, test } from 'vitest';
import { MODELS } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { contentOf, dataUrl, KEY, picture, send, user } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';
import { startUpstream } from '../../support/upstream/start-upstream';

const { chat, under, upstream } = startTestUpstream({ contextWindow: 32_768 });

test(box('nvidia: whole answers with explicit nulls and an empty list of calls'), async () => {
  const { status, json } = await chat('nvidia', {});
  expect(status).toBe(200);
  expect(json.choices).toMatchObject([
    { message: { reasoning_content: null, tool_calls: [] }, finish_reason: 'stop' },
  ]);
  expect(json.usage).toHaveProperty('prompt_tokens');
});

test(box('nvidia: token counts only when asked for'), async () => {
  expect((await chat('nvidia', { stream: true })).text).not.toContain('"usage"');
  const asked = await chat('nvidia', { stream: true, stream_options: { include_usage: true } });
  expect(asked.text).toMatch(/"choices":\[\],"usage":\{"prompt_tokens":\d+/);
  expect(asked.text.endsWith('data: [DONE]\n\n')).toBe(true);
});

test(box('nvidia: keys missing, malformed and wrong'), async () => {
  expect(await chat('nvidia', {}, {})).toMatchObject({
    status: 401,
    text: expect.stringContaining('authorization'),
  });
  expect((await chat('nvidia', {}, { authorization: 'Bearer x' })).status).toBe(401);
  const strict = await startUpstream({ profile: 'nvidia', apiKey: 'nvapi-right' });
  const wrong = await send(`${strict.url}/chat/completions`, {
    method: 'POST',
    headers: KEY,
    body: '{}',
  });
  expect(wrong).toMatchObject({ status: 403, json: { detail: 'Authorization failed' } });
  await strict.close();
});

test(
  box('nvidia: a hundred models without a key, embedders among them, the first no good choice'),
  async () => {
    const { status, json } = await send(`${upstream().origin}/nvidia/v1/models`, {
      headers: { authorization: '' },
    });
    expect(status).toBe(200);
    expect(json.data).toHaveLength(100);
    expect(json.data).not.toMatchObject([{ id: MODELS.nvidia }]);
  },
);

test(box('nvidia: four kinds of 404'), async () => {
  expect(await chat('nvidia', { model: 'no/such' })).toMatchObject({
    status: 404,
    text: '404 page not found\n',
  });
  expect((await chat('nvidia', { model: 'nvidia/nv-embed-v1' })).json.detail).toBe(
    'Inference error',
  );
  const pathStyle = await send(`${upstream().origin}/nvidia/v1/${MODELS.nvidia}`, {
    method: 'POST',
    headers: KEY,
    body: '{}',
  });
  expect(pathStyle).toMatchObject({ status: 404, text: '404 page not found\n' });
  const foreign = await under('not-entitled', 'nvidia');
  expect([foreign.status, foreign.json.detail]).toEqual([
    404,
    expect.stringMatching(/^Function '.+': Not found for account '.+'$/),
  ]);
});

test(box('nvidia: a body that is too large'), async () => {
  expect((await chat('nvidia', { messages: [user('x'.repeat(5_300_000))] })).status).toBe(413);
});

test(
  box('nvidia: pictures over the inline limit refused as 413 and as 400 by scenario, else taken'),
  async () => {
    const noise = await sharp(Buffer.alloc(400 * 400 * 3, 'random bytes that pack badly'), {
      raw: { width: 400, height: 400, channels: 3 },
    })
      .png({ compressionLevel: 0 })
      .toBuffer();
    const body = { messages: [user([picture(dataUrl(noise))])] };
    expect((await under('image-limit', 'nvidia', body)).status).toBe(413);
    const refused = await under('image-limit-400', 'nvidia', body);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('180000')]);
    upstream().use();
    expect((await chat('nvidia', body)).status).toBe(200);
  },
);

/** Asks under a scenario and polls to the end; the states on the way, then the last answer. */
async function poll(scenario: string) {
  const { headers, status } = await under(scenario, 'nvidia');
  const path = `/nvidia/v2/nvcf/pexec/status/${headers.get('nvcf-reqid')}`;
  const ask = () => send(upstream().origin + path, { headers: KEY });
  const answers = [await ask(), await ask(), await ask()];
  const states = answers.map((answer) => [answer.status, answer.headers.get('nvcf-status')]);
  return { status, states, last: answers.at(-1) };
}

test(box('nvidia: long work is polled, pending twice, then done'), async () => {
  const { status, states, last } = await poll('pending');
  expect(status).toBe(202);
  expect(states).toEqual([
    [202, 'in-progress'],
    [202, 'in-progress'],
    [200, 'fulfilled'],
  ]);
  expect(last?.json.choices).toMatchObject([{ finish_reason: 'stop' }]);
});

test(box('nvidia: long work that fails'), async () => {
  const { states } = await poll('pending-errored');
  expect(states.at(-1)).toEqual([500, 'errored']);
});

test(box('nvidia: pictures as assets: created, uploaded, named in a header, deleted'), async () => {
  const description = 'a picture';
  const about = { contentType: 'image/png', description };
  const assets = `${upstream().origin}/nvidia/v2/nvcf/assets`;
  const { json } = await send(assets, {
    method: 'POST',
    headers: KEY,
    body: JSON.stringify(about),
  });
  const id = String(json.assetId);
  const url = `data:image/png;asset_id,${id}`;
  const body = { messages: [user([picture(url)])] };
  const headers = { ...KEY, 'nvcf-input-asset-references': id };
  expect((await chat('nvidia', body, headers)).status).toBe(404);
  const uploadHeaders = {
    'content-type': 'image/png',
    'x-amz-meta-nvcf-asset-description': description,
  };
  const upload = { method: 'PUT', headers: uploadHeaders, body: 'bytes' };
  expect((await send(String(json.uploadUrl), upload)).status).toBe(200);
  expect((await chat('nvidia', body)).status).toBe(404);
  expect((await chat('nvidia', body, headers)).status).toBe(200);
  expect((await send(`${assets}/${id}`, { method: 'DELETE', headers: KEY })).status).toBe(204);
  expect((await chat('nvidia', body, headers)).status).toBe(404);
});

test(box('nvidia: assets unknown and expired'), async () => {
  const url = 'data:image/png;asset_id,00000000-0000-4000-8000-000000000000';
  expect((await chat('nvidia', { messages: [user([picture(url)])] })).status).toBe(404);
  expect((await under('asset-expired', 'nvidia')).status).toBe(400);
});

test(box('nvidia: assets that the model cannot open, by scenario'), async () => {
  expect(contentOf(await under('assets-ignored', 'nvidia'))).toContain('not public');
});

test(box('nvidia: so many requests a minute and key'), async () => {
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
