import { expect, test } from 'vitest';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { errorFromUpstream } from '@/lib/server/provider/error-from-upstream';
import { readRefusalText } from '@/lib/server/provider/read-refusal';

const read = (status: number, body: string) =>
  errorFromUpstream(
    { status, refusal: readRefusalText(body) },
    { connection: 'Lab', dialect: DIALECTS.generic },
  );

/** Shapes of other servers than the simulated ones, as recorded in their issues. */
test.each([
  [
    404,
    '{"error":{"message":"model \'x\' not found","type":"not_found_error"}}',
    'upstream-unknown-model',
  ],
  [
    400,
    '{"error":{"message":"registry.ollama.ai/x does not support tools"}}',
    'upstream-tools-off',
  ],
  [400, '{"error":{"message":"invalid image input"}}', 'upstream-images'],
  [500, '{"error":{"message":"tools param requires --jinja flag"}}', 'upstream-tools-off'],
  [422, '{"detail":"Unexpected fields in the request: {\'top_k\'}"}', 'upstream-field'],
  [
    422,
    '{"object":"error","message":{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"Extra inputs are not permitted","input":1}]},"type":"invalid_request_error"}',
    'upstream-field',
  ],
  [
    400,
    '{"object":"error","message":"Unexpected role \'user\' after role \'tool\'","type":"invalid_request_message_order","code":"3230"}',
    'upstream-invalid',
  ],
  [
    400,
    '{"error":"Trying to keep the first 5000 tokens: number of tokens to keep is greater than the context length"}',
    'upstream-context',
  ],
  [
    400,
    '{"error":{"code":400,"message":"the request exceeds the available context size. try increasing the context size or enable context shift","type":"invalid_request_error"}}',
    'upstream-context',
  ],
  [
    400,
    '{"error":{"message":"The request exceeds the model\'s maximum context length"}}',
    'upstream-context',
  ],
  [
    500,
    '{"error":{"message":"Requested tokens (9000) exceed context window of 8192"}}',
    'upstream-context',
  ],
  [400, '{"error":"Context size has been exceeded."}', 'upstream-context'],
  [401, '{"detail":"Unauthorized"}', 'upstream-auth'],
  [
    503,
    '{"error":{"message":"Loading model","type":"unavailable_error","code":503}}',
    'upstream-down',
  ],
  [400, '{"detail":"Image size exceeds the limit of 5 MB"}', 'upstream-too-large'],
  [400, '{"error":{"message":"The image is too large: 7340032 bytes"}}', 'upstream-too-large'],
  [400, '{"error":"request body exceeds 10 MB"}', 'upstream-too-large'],
  [400, '{"error":{"message":"Maximum request size is 180000 characters"}}', 'upstream-too-large'],
  [500, '{"error":{"message":"The request exceeded the time limit"}}', 'upstream-down'],
  [400, '', 'upstream-invalid'],
  [418, 'teapot', 'upstream-rejected'],
  [500, 'null', 'upstream-down'],
])('%i %s', (status, body, code) => {
  expect(read(status, body).code).toBe(code);
});

test('an echo of the request in a validation error decides nothing', () => {
  const echo =
    '{"detail":[{"type":"missing","loc":["body","x"],"msg":"Field required","input":"At most 3 images, does not support tools"}]}';
  expect(read(422, echo).code).toBe('upstream-invalid');
});

test('a page decides nothing but by its status', () => {
  expect(read(404, '<html>The model you want was not found</html>').code).toBe(
    'upstream-wrong-url',
  );
});

test('numbers are handed on, texts never', () => {
  const body =
    '{"error":{"message":"At most 4 image(s) may be provided in one prompt. Bearer nvapi-planted"}}';
  expect(read(400, body).details).toEqual({ connection: 'Lab', status: 400, limit: 4 });
});
