import { describe, expect, it } from 'vitest';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { EXAMPLE_SCHEMAS } from '@/lib/domain/structured/format-examples';
import { judgeAnswer } from '@/lib/server/structured/judge-answer';

const format: ResponseFormat = {
  type: 'json-schema',
  name: 'detections',
  schema: EXAMPLE_SCHEMAS.detections,
};
const dog = { label: 'dog', confidence: 0.9, box: [1, 2, 3, 4] };

describe('judgeAnswer', () => {
  it.each([
    [JSON.stringify({ objects: [dog] }), { type: 'valid' }],
    [`\`\`\`json\n${JSON.stringify({ objects: [] })}\n\`\`\``, { type: 'valid' }],
    [
      JSON.stringify({ objects: [dog, { ...dog, box: [1, 2, 3] }] }),
      { type: 'invalid', path: '/objects/1/box', keyword: 'minItems' },
    ],
    ['{}', { type: 'invalid', path: '/objects', keyword: 'required' }],
    ['{"objects": [', { type: 'not-json' }],
    ['A dog.', { type: 'not-json' }],
    ['', { type: 'not-json' }],
  ])('judges %j', (text, verdict) => {
    expect(judgeAnswer(format, text)).toEqual(verdict);
  });

  it('takes any JSON where no schema was given', () => {
    expect(judgeAnswer({ type: 'json' }, '{"a": 1}')).toEqual({ type: 'valid' });
    expect(judgeAnswer({ type: 'json' }, 'a')).toEqual({ type: 'not-json' });
  });

  it('says so where a schema cannot be used', () => {
    const lost: ResponseFormat = { type: 'json-schema', name: 'x', schema: { $ref: '#/none' } };
    expect(judgeAnswer(lost, '1')).toEqual({ type: 'unchecked' });
  });
});
