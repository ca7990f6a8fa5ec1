import { act } from 'react';
import { expect, test, vi } from 'vitest';
import { toUiMessage } from '@/lib/protocol/ui-message';
import { answerOf, messageIdOf } from '../../../support/messages';
import { until } from '../../../support/mount';
import { lost, openSession, taken } from '../../../support/open-session';
import type { Answer } from '../../../support/scripted-server';

const deny = { callId: 'c1', type: 'deny' } as const;
const waiting = toUiMessage(answerOf({ number: 2 }, '', { status: 'waiting' }));
const refusedAs =
  (code: string): Answer =>
  (response) => {
    const problem = { type: 'x', title: 'x', status: 409, code, details: {}, requestId: 'r' };
    response.writeHead(409).end(JSON.stringify(problem));
  };

test.each([
  ['another tab was faster', refusedAs('conflict')],
  ['the response was lost', lost],
])('decisions that were not taken show what is stored where %s', async (_, chatAnswer) => {
  const { chat, status } = await openSession(chatAnswer);
  let isTaken: boolean | undefined;
  await act(async () => {
    isTaken = await chat()?.decide(waiting, [deny]);
  });
  expect(isTaken).toBe(false);
  await until(() => status() === 'done');
  // A notice would tell of what is not so any more.
  await until(() => chat()?.error === null);
});

test('so does an answer that could not be made once more, as something else has changed', async () => {
  const { chat, status } = await openSession(refusedAs('conflict'));
  act(() => chat()?.answerAgain('regenerate', waiting));
  await until(() => status() === 'done');
});

test('that they were not taken is told while the answer still waits', async () => {
  const { chat, status } = await openSession(lost, { later: 'waiting' });
  const before = chat()?.tree;
  await act(async () => void (await chat()?.decide(waiting, [deny])));
  await until(() => chat()?.tree !== before);
  await until(() => status() === 'waiting');
  expect(chat()?.error?.code).toBe('network');
});

test('what is refused for another reason leaves what is in view', async () => {
  const { chat, status, reads } = await openSession(refusedAs('shutting-down'));
  await act(async () => void (await chat()?.decide(waiting, [deny])));
  await until(() => status() === 'waiting');
  expect(reads()).toBe(1);
});

/** A question as the composer gives it. */
function questionToTake() {
  const onTaken = vi.fn();
  const question = { key: messageIdOf(3), text: 'More', attachments: [], onTaken };
  return { onTaken, take: vi.fn(async () => question) };
}

test('a question is not sent while decisions are on their way, and is not taken for them', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { chat, posts } = await openSession(taken, { saved: () => promise });
  const { onTaken, take } = questionToTake();
  let deciding: Promise<unknown> | undefined;
  let sending: Promise<unknown> | undefined;
  act(() => {
    deciding = chat()?.decide(waiting, [deny]);
    sending = chat()?.send(take, messageIdOf(2));
  });
  resolve();
  await act(async () => {
    expect(await deciding).toBe(true);
    expect(await sending).not.toBeNull();
  });
  expect(posts().map(({ body }) => JSON.parse(body).trigger)).toEqual(['resume']);
  expect(take).not.toHaveBeenCalled();
  // Nothing is on its way now.
  await act(async () => void (await chat()?.send(take, messageIdOf(2))));
  expect(onTaken).toHaveBeenCalledTimes(1);
});

test('nothing is decided while a question is on its way', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { chat, posts } = await openSession(taken, { saved: () => promise });
  const { onTaken, take } = questionToTake();
  let sending: Promise<unknown> | undefined;
  await act(async () => {
    sending = chat()?.send(take, messageIdOf(2));
  });
  expect(chat()?.isBusy).toBe(true);
  expect(await chat()?.decide(waiting, [deny])).toBe(false);
  resolve();
  await act(async () => expect(await sending).toBeNull());
  expect(onTaken).toHaveBeenCalledTimes(1);
  expect(posts()).toHaveLength(1);
  expect(chat()?.isBusy).toBe(false);
});
