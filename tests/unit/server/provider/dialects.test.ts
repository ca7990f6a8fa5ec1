import { expect, test } from 'vitest';
import { LONGEST_SILENCE_MS } from '@/lib/server/egress/fetch-upstream';
import { DIALECTS, WHOLE_ANSWER_MS } from '@/lib/server/provider/dialects';

test('every time limit strikes before Node’s fetch gives up by itself', () => {
  const limits = Object.values(DIALECTS).flatMap(({ timeouts }) => Object.values(timeouts));
  expect(Math.max(WHOLE_ANSWER_MS, ...limits)).toBeLessThan(LONGEST_SILENCE_MS);
});
