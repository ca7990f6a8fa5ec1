import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { conversationIdSchema } from '@/lib/protocol/ids';
import { parseBody, parseParameter, readBody } from '@/lib/server/http/parse-body';
import { uuidOf } from '../../../support/messages';

const schema = z.object({ a: z.number() });
const JSON_TYPE = { 'content-type': 'application/json' };

const requestOf = (body: BodyInit, headers: Record<string, string> = JSON_TYPE) =>
  new Request('http://localhost/', { method: 'POST', body, headers });

/** A body that never says how long it is, and counts how much of it was taken. */
function endless() {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    },
    { highWaterMark: 0 },
  );
  const init = { method: 'POST', body, headers: JSON_TYPE, duplex: 'half' };
  return { taken: () => taken, init };
}

describe('a JSON body', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'as %s is read by its schema; what that does not name is dropped',
    async (type) => {
      const request = requestOf('{"a":1,"b":2,"__proto__":{"c":3}}', { 'content-type': type });
      expect(await parseBody(request, schema)).toEqual({ a: 1 });
    },
  );

  test.each([
    ['no JSON', '{"a":', 'request-invalid'],
    ['nothing', '', 'request-invalid'],
    ['another shape', '{"a":"1"}', 'request-invalid'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'request-invalid'],
    ['half a character', '{"a":1}\ud83d', 'request-invalid'],
    ['too much', ' '.repeat(1024 * 1024 + 1), 'request-too-large'],
  ])('of %s is refused', async (_name, body, code) => {
    await expect(parseBody(requestOf(body), schema)).rejects.toMatchObject({ code });
  });

  test.each([
    ['another type', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['a type that only begins so', { 'content-type': 'application/json-patch+json' }],
    ['a type behind another', { 'content-type': 'text/plain; application/json' }],
    ['an encoding', { ...JSON_TYPE, 'content-encoding': 'gzip' }],
  ])('with %s is refused', async (_name, headers) => {
    await expect(parseBody(requestOf('{"a":1}', headers), schema)).rejects.toMatchObject({
      code: 'request-type',
    });
  });
});

describe('a body without end', () => {
  test('is read no further than the limit', async () => {
    const { taken, init } = endless();
    const request = new Request('http://localhost/', init);
    await expect(readBody(request, 1_000_000)).rejects.toMatchObject({ code: 'request-too-large' });
    expect(taken()).toBeLessThan(1_300_000);
  });

  test('that says how long it is is not read at all', async () => {
    const { taken, init } = endless();
    const headers = { ...JSON_TYPE, 'content-length': '1000001' };
    const request = new Request('http://localhost/', { ...init, headers });
    await expect(readBody(request, 1_000_000)).rejects.toMatchObject({ code: 'request-too-large' });
    expect(taken()).toBe(0);
  });
});

test('an address’s part of a wrong form is the same as one that is not there', () => {
  expect(parseParameter(uuidOf(1), conversationIdSchema)).toBe(uuidOf(1));
  for (const value of [undefined, '', 'x', uuidOf(10).toUpperCase(), `${uuidOf(1)} `, "' or 1=1"]) {
    expect(() => parseParameter(value, conversationIdSchema)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
  }
});
