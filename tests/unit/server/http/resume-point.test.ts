import { expect, test } from 'vitest';
import { resumePoint } from '@/lib/server/http/resume-point';
import { uuidOf } from '../../../support/messages';

const ID = uuidOf(1);

test.each([
  ['', undefined, { generationId: undefined, after: 0 }],
  ['?after=12', undefined, { generationId: undefined, after: 12 }],
  ['', `${ID}:7`, { generationId: ID, after: 7 }],
  ['?after=12', `${ID}:7`, { generationId: ID, after: 12 }],
  ['?after=0', `${ID}:7`, { generationId: ID, after: 0 }],
  ['?after=', undefined, { generationId: undefined, after: 0 }],
  ['?after=-1', undefined, { generationId: undefined, after: 0 }],
  ['?after=1.5', undefined, { generationId: undefined, after: 0 }],
  ['?after=1e99', undefined, { generationId: undefined, after: 0 }],
  ['?after=all', 'nonsense', { generationId: undefined, after: 0 }],
  ['', ID, { generationId: ID, after: 0 }],
  ['', `${ID}:`, { generationId: ID, after: 0 }],
])('%s with %s', (query, lastEventId, expected) => {
  const headers = new Headers(lastEventId ? { 'last-event-id': lastEventId } : {});
  const request = new Request(`http://localhost/stream${query}`, { headers });
  expect(resumePoint(request)).toEqual(expected);
});
