import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePicture } from '../../support/upstream/ask-provider';
import {
  type Answer,
  chatAt,
  dataUrl,
  picture,
  promptTokensOf,
  send,
  user,
} from '../../support/upstream/raw-client';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ contextWindow: 32_768 });
});
afterAll(() => upstream.close());

const shown = ({ text }: Answer): string => text;

const chat: ReturnType<typeof chatAt> = (fields, headers) =>
  chatAt(upstream.origin, 'llama')(fields, headers);

test('strict turns: two of a user, a late system message', async () => {
  const doubled = await chat({ messages: [user('a'), user('b')] });
  expect(doubled.status).toBe(500);
  expect(shown(doubled)).toContain('must alternate user and assistant roles');
  const late = await chat({ messages: [user('a'), { role: 'system', content: 's' }] });
  expect(shown(late)).toContain('got system.');
});

test('without a system message its template adds a persona, which costs tokens', async () => {
  const bare = promptTokensOf(await chat({}));
  const own = promptTokensOf(
    await chat({ messages: [{ role: 'system', content: 's' }, user('Hi')] }),
  );
  expect(bare - own).toBeGreaterThan(500);
});

test('timings come with the last frame, and with whole answers', async () => {
  expect((await chat({})).json).toHaveProperty('timings.predicted_n');
  expect((await chat({ stream: true })).text).toMatch(
    /"finish_reason":"stop"\}\],"system_fingerprint":"[^"]+","timings"/,
  );
});

test('pictures: WEBP is refused, and all of them without an encoder', async () => {
  const webp = dataUrl(
    await sharp(await makePicture())
      .webp()
      .toBuffer(),
    'webp',
  );
  const refused = await chat({ messages: [user([picture(webp)])] });
  expect([refused.status, shown(refused)]).toEqual([
    400,
    expect.stringContaining('Failed to load image'),
  ]);
  const blind = await startUpstream({ profile: 'llama', hasVision: false });
  const body = JSON.stringify({ messages: [user([picture(dataUrl(await makePicture()))])] });
  const answer = await send(`${blind.url}/chat/completions`, { method: 'POST', body });
  expect(answer.status).toBe(500);
  expect(shown(answer)).toContain('mmproj');
  const props = await send(`${blind.origin}/llama/props`, {});
  expect(props.json).toMatchObject({ modalities: { vision: false } });
  await blind.close();
});

test('a prompt over the window names both numbers', async () => {
  const answer = await chat({ messages: [user('word '.repeat(40_000))] });
  expect(answer.status).toBe(400);
  expect(answer.json.error).toMatchObject({ type: 'exceed_context_size_error', n_ctx: 32_768 });
});

test('it loads first, then answers', async () => {
  const loading = await startUpstream({ profile: 'llama', loadingRequests: 1 });
  const body = JSON.stringify({ messages: [user('Hi')] });
  const ask = () => send(`${loading.url}/chat/completions`, { method: 'POST', body });
  expect([(await ask()).status, (await ask()).status]).toEqual([503, 200]);
  await loading.close();
});
