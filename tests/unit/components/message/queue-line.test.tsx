import { expect, test } from 'vitest';
import { QueueLine } from '@/components/message/queue-line';
import { renderWords } from '../../../support/render-words';

test.each([
  [1, 12_000, '1st in line, about 12 s'],
  [2, 900, '2nd in line, about 1 s'],
  [3, 61_400, '3rd in line, about 1 min 2 s'],
  [11, 0, '11th in line, any moment now'],
])('place %i in %i ms', (place, expectedMs, words) => {
  expect(renderWords(<QueueLine place={place} expectedMs={expectedMs} />)).toContain(words);
});
