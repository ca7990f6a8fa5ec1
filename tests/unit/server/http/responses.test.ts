import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import { problemSchema } from '@/lib/protocol/problem';
import { contentSecurityPolicy } from '@/lib/server/http/content-security-policy';
import { imageResponse } from '@/lib/server/http/image-response';
import { problemResponse } from '@/lib/server/http/problem-response';
import { isSecureRequest } from '@/lib/server/http/secure-request';

test('a problem says its code, status and values, and never its cause', async () => {
  const cause = new Error('the key sk-planted was refused');
  const error = new AppError('image-size', { name: 'a.png' }, { cause });
  const response = problemResponse(error, 'request');
  expect(response.status).toBe(413);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const text = await response.text();
  expect(text).not.toContain('planted');
  expect(problemSchema.parse(JSON.parse(text))).toEqual({
    type: 'urn:tenlens:problem:image-size',
    title: 'image-size',
    status: 413,
    code: 'image-size',
    details: { name: 'a.png' },
    requestId: 'request',
  });
});

test('a wait is also said to programs', () => {
  const response = problemResponse(new AppError('throttled', { seconds: 20 }), 'request');
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('20');
});

test('what nobody expected is internal, with its cause for the log', () => {
  const cause = new TypeError('x is undefined');
  expect(toAppError(cause)).toMatchObject({ code: 'internal', cause });
  expect(toAppError('thrown text')).toMatchObject({ code: 'internal', cause: 'thrown text' });
  const known = new AppError('conflict');
  expect(toAppError(known)).toBe(known);
});

test('a picture is served as nothing but a picture', async () => {
  const data = new Uint8Array([1, 2, 3]);
  const response = imageResponse({ mediaType: 'image/png', data });
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(data);
  expect(Object.fromEntries(response.headers)).toEqual({
    'content-type': 'image/png',
    'content-length': '3',
    'cache-control': 'private, max-age=31536000, immutable',
    'content-security-policy': "sandbox; default-src 'none'",
  });
});

test('pages run our own scripts alone', () => {
  const policy = contentSecurityPolicy('N0nce', false);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'nonce-N0nce' 'strict-dynamic';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:|ws:|\*|data:/);
  expect(contentSecurityPolicy('N0nce', true)).toContain("'unsafe-eval'");
});

test.each([
  ['https://tenlens.example', undefined, true],
  ['http://tenlens.example', 'https', false],
  [null, 'https', true],
  [null, 'https, http', true],
  [null, 'http', false],
  [null, undefined, false],
])('public address %s and forwarded protocol %s: secure is %s', (address, forwarded, expected) => {
  const headers = new Headers(forwarded ? { 'x-forwarded-proto': forwarded } : {});
  const request = new Request('http://localhost/', { headers });
  const publicUrl = address ? new URL(address) : null;
  expect(isSecureRequest(request, { publicUrl })).toBe(expected);
});
