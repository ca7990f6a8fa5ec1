import { expect, test } from 'vitest';
import { refusedFieldsOf } from '@/lib/server/provider/openai-compatible/refused-fields';
import { readRefusal, readRefusalText } from '@/lib/server/provider/read-refusal';

const SENT = ['top_p', 'seed', 'stop', 'stream_options', 'response_format', 'tools'];
const forbidden = (field: string) => ({
  detail: [
    { type: 'extra_forbidden', loc: ['body', field], msg: 'Extra inputs are not permitted' },
  ],
});

test.each([
  ['pydantic', 422, forbidden('seed'), ['seed']],
  ['Mistral', 422, { object: 'error', message: forbidden('stop') }, ['stop']],
  [
    'a list as text',
    400,
    { title: 'Bad', detail: JSON.stringify(forbidden('top_p').detail) },
    ['top_p'],
  ],
  [
    'transformers',
    422,
    { detail: "Unexpected fields in the request: {'stop', 'seed'}" },
    ['seed', 'stop'],
  ],
  ['token counts', 400, { message: 'stream_options is only for streams' }, ['stream_options']],
  [
    'in words',
    400,
    { error: { message: 'response_format is not supported by this model' } },
    ['response_format'],
  ],
  ['another field', 422, forbidden('top_k'), []],
  ['part of another name', 422, forbidden('stop_reason'), []],
  [
    'within a message',
    422,
    { detail: [{ type: 'extra_forbidden', loc: ['body', 'messages', 0, 'x'] }] },
    [],
  ],
  ['a value out of range', 400, { error: { message: 'top_p must be in (0, 1], got 2' } }, []],
  ['no request at fault', 500, forbidden('seed'), []],
])('%s', (_name, status, body, fields) => {
  const refusal = readRefusal(body);
  expect(refusedFieldsOf({ status, refusal, code: 'upstream-invalid' }, SENT)).toEqual(fields);
});

test('tools that are off, whatever the status; not where none were sent', () => {
  const refusal = readRefusalText('{"error":{"message":"tools param requires --jinja flag"}}');
  const answer = { status: 500, refusal, code: 'upstream-tools-off' } as const;
  expect(refusedFieldsOf(answer, SENT)).toEqual(['tools']);
  expect(refusedFieldsOf(answer, ['seed'])).toEqual([]);
});
