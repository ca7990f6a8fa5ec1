import { expect, test } from 'vitest';
import { box } from '../../support/upstream/checklist';
import { framesOf } from '../../support/upstream/raw-client';
import { startTestUpstream } from '../../support/upstream/start-test-upstream';

const { chat, under } = startTestUpstream();

const STREAM = { stream: true, stream_options: { include_usage: true } };

test(box('nvidia: hangs when asked for token counts, by scenario'), async () => {
  const asked = under('usage-hangs', 'nvidia', STREAM);
  expect((await under('usage-hangs', 'nvidia', { stream: true })).status).toBe(200);
  const other = await chat('nvidia', {});
  // Whatever comes first, it is not the answer that hangs.
  expect(await Promise.race([asked, Promise.resolve(other)])).toBe(other);
  asked.catch(() => undefined);
});

test(box('nvidia: refuses to be asked for token counts, by scenario'), async () => {
  expect((await under('usage-refused', 'nvidia', STREAM)).text).toContain('stream_options');
  expect((await under('usage-refused', 'nvidia', { stream: true })).status).toBe(200);
});

test(box('nvidia: a bad request with and without its wrapper'), async () => {
  const roleOrder = {
    message: "Unexpected role 'user' after role 'tool'",
    type: 'BadRequestError',
  };
  expect((await under('bad-request-wrapped', 'nvidia')).json.error).toMatchObject(roleOrder);
  expect((await under('bad-request-bare', 'nvidia')).json).toMatchObject(roleOrder);
});

test(box('nvidia: problem JSON whose detail is a list as text'), async () => {
  const { status, json } = await under('validation-text', 'nvidia');
  expect([status, json.title]).toEqual([400, 'Bad Request']);
  expect(JSON.parse(String(json.detail))).toMatchObject([{ loc: ['body', 'max_tokens'] }]);
});

test(box('nvidia: a forbidden field'), async () => {
  const { status, json } = await under('field-refused', 'nvidia');
  expect([status, json.detail]).toMatchObject([422, [{ type: 'extra_forbidden' }]]);
});

test.each([
  [box('nvidia: a degraded function'), 'degraded', 400, 'DEGRADED function cannot be invoked'],
  [box('nvidia: no credit left'), 'credit', 402, 'Payment Required'],
  [box('nvidia: a retired model'), 'retired', 410, 'end of life'],
  [box('nvidia: no worker free'), 'overloaded', 503, 'ResourceExhausted'],
])('%s', async (_box, scenario, status, words) => {
  const answer = await under(scenario, 'nvidia');
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(words)]);
});

test(box('nvidia: too many requests, and no word when to come back'), async () => {
  const { status, json, headers } = await under('rate', 'nvidia');
  expect([status, json]).toEqual([429, { status: 429, title: 'Too Many Requests' }]);
  expect([...headers.keys()].filter((name) => /retry|ratelimit/.test(name))).toEqual([]);
});

test(box('nvidia: an empty 500, and pages with 502 and 504'), async () => {
  expect(await under('internal-empty', 'nvidia')).toMatchObject({ status: 500, text: '' });
  for (const [scenario, status] of [
    ['bad-gateway', 502],
    ['gateway-timeout', 504],
  ] as const) {
    const page = await under(scenario, 'nvidia');
    expect([page.status, page.headers.get('content-type')]).toEqual([status, 'text/html']);
  }
});

test(box('nvidia: a stream without one frame'), async () => {
  expect(await under('zero-frames', 'nvidia', STREAM)).toMatchObject({ status: 200, text: '' });
});

test(box('nvidia: a stream that breaks off'), async () => {
  const cut = await under('no-finish', 'nvidia', STREAM);
  expect(framesOf(cut)).toHaveLength(3);
  expect(cut.text).not.toContain('"finish_reason":"');
  await expect(under('reset', 'nvidia', STREAM)).rejects.toThrow('terminated');
});

test(box('nvidia: problem JSON in the middle of a stream'), async () => {
  const frames = framesOf(await under('problem-mid', 'nvidia', STREAM));
  expect(frames).toHaveLength(4);
  expect(frames.at(-1)).toMatchObject({ type: expect.stringMatching(/^urn:/), status: 500 });
});
