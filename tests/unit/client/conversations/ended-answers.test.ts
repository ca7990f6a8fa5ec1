import { expect, it } from 'vitest';
import { createEndedAnswers } from '@/lib/client/conversations/ended-answers';
import { namesOf, row } from './list-fixture';

it('tells once of an answer that ran and ended unseen', () => {
  const endedAnswers = createEndedAnswers();
  const look = (...rows: Parameters<typeof endedAnswers>[0]) => namesOf(endedAnswers(rows));
  expect(look(row('a', 1, { isRunning: true }), row('old', 1, { isUnread: true }))).toEqual([]);
  expect(look(row('a', 1, { isRunning: true }), row('b', 2, { isRunning: true }))).toEqual([]);
  expect(look(row('a', 1, { isUnread: true }), row('b', 2))).toEqual(['a']);
  expect(look(row('a', 1, { isUnread: true }))).toEqual([]);
});
