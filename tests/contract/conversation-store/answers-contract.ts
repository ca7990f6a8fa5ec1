import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MessageStatus } from '@/lib/domain/message';
import { attachmentOf, callOf } from '../../support/messages';
import type { OpenedStore } from './opened-store';
import { ANNA, BERT, newMessageId, questionTurn, storeTurn } from './turns';

const text = (words: string) => [{ type: 'text', text: words } as const];

/** What every conversation store promises about answers. */
export function describeAnswers(open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const start = () => storeTurn(opened.store, questionTurn());
  const answerOf = async (turn: Awaited<ReturnType<typeof start>>) => {
    const tree = await opened.store.read(ANNA, turn.conversationId);
    return tree?.messages.find(({ id }) => id === turn.answer.id);
  };

  test('an end is stored with all its facts', async () => {
    const turn = await start();
    expect(await answerOf(turn)).toEqual(turn.answer);

    const update = {
      parts: [{ type: 'reasoning', text: 'Hm.' } as const, ...text('All of it 🙂')],
      status: 'cut',
      call: callOf({
        omissions: [{ type: 'image', attachmentId: attachmentOf(1).id, reason: 'image-limit' }],
      }),
      finishReason: 'other',
      usage: { inputTokens: 10, outputTokens: 5 },
      timing: { firstTokenMs: 3, totalMs: 9 },
      note: 'damaged',
      errorCode: 'upstream-cut',
      requestId: 'request',
    } as const;
    await opened.store.saveAnswer(ANNA, turn.answer.id, update);
    expect(await answerOf(turn)).toEqual({ ...turn.answer, ...update });
  });

  test.each<Exclude<MessageStatus, 'streaming'>>(['done', 'stopped', 'cut', 'failed', 'refused'])(
    'an answer that is %s changes no more',
    async (status) => {
      const turn = await start();
      await opened.store.saveAnswer(ANNA, turn.answer.id, { parts: text('End'), status });
      await opened.store.saveAnswer(ANNA, turn.answer.id, {
        parts: text('A save that came late'),
        status: 'cut',
      });
      expect(await answerOf(turn)).toMatchObject({ status, parts: text('End') });
    },
  );

  test('a deleted answer stays deleted', async () => {
    const turn = await start();
    await opened.store.remove(ANNA, turn.conversationId);
    await opened.store.saveAnswer(ANNA, turn.answer.id, { parts: text('Late'), status: 'done' });
    await opened.store.saveAnswer(ANNA, newMessageId(), { parts: text('Late'), status: 'done' });
    expect(await opened.countRows()).toBe(0);
  });

  test('nobody writes into the answer of somebody else', async () => {
    const turn = await start();
    await opened.store.saveAnswer(BERT, turn.answer.id, { parts: text('Mine'), status: 'done' });
    expect(await answerOf(turn)).toEqual(turn.answer);
  });

  test('a question is no answer', async () => {
    const turn = await start();
    await opened.store.saveAnswer(ANNA, turn.questionId, { parts: text('Other'), status: 'cut' });
    const tree = await opened.store.read(ANNA, turn.conversationId);
    expect(tree?.messages[0]).toMatchObject({ role: 'user', parts: text('A question') });
  });

  describe('texts come back as they were given', () => {
    test.each([
      ['quotes and backslashes', `'"\\"; drop table message; --`],
      ['many scripts', 'été 日本語 한국어 العربية 🙂👩‍👩‍👧'],
      ['a zero and controls', 'a\u0000b\u0007c'],
      ['line ends', 'a\r\nb\nc\u2028d'],
      ['200,000 characters', 'x'.repeat(200_000)],
    ])('%s', async (_name, words) => {
      const turn = await storeTurn(opened.store, questionTurn({ text: words }));
      await opened.store.saveAnswer(ANNA, turn.answer.id, { parts: text(words), status: 'done' });
      const tree = await opened.store.read(ANNA, turn.conversationId);
      expect(tree?.messages.map(({ parts }) => parts)).toEqual([text(words), text(words)]);
    });
  });
}
