import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asId, type ModelId } from '@/lib/domain/ids';
import type { AnswerUpdate } from '@/lib/server/conversation-store/conversation-store';
import { createStores } from '@/lib/server/create-stores';
import { createSqlUsageStore } from '@/lib/server/usage-store/sql-usage-store';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';
import { callOf } from '../../support/messages';
import { ANNA, BERT, questionTurn, storeTurn } from '../conversation-store/turns';

/** Half past eleven in the evening of the 25th in UTC: the 26th in Berlin. */
const LATE = Date.UTC(2026, 10, 25, 23, 30);
const OTHER = asId<ModelId>('fake/other');

const END: AnswerUpdate = {
  parts: [],
  status: 'done',
  usage: { inputTokens: 100, cachedInputTokens: 40, outputTokens: 20, reasoningTokens: 5 },
  timing: { totalMs: 500 },
};

async function opened(open: OpenEmptyStore) {
  const { database, close } = await open();
  const stamps = { now: () => LATE, newId: randomUUID, processId: 'one' };
  const { conversations, generationStore } = createStores(database, stamps);
  const usage = createSqlUsageStore(database);
  const start = (facts: Parameters<typeof callOf>[0] = {}, actor = ANNA) =>
    storeTurn(conversations, questionTurn({ call: callOf(facts) }), actor);
  return { conversations, generationStore, usage, start, close };
}

describeEngines('the usage store', (open) => {
  test('an answer is counted where it was asked for, and others of its model are added', async () => {
    const { conversations, usage, start, close } = await opened(open);
    const call = callOf({ timeZone: 'Europe/Berlin', images: 3, steps: 2 });
    for (let count = 0; count < 2; count += 1) {
      const { answer } = await start(call);
      await conversations.saveAnswer(ANNA, answer.id, { ...END, call });
    }
    const other = await start({ modelId: OTHER });
    await conversations.saveAnswer(ANNA, other.answer.id, END);
    expect(await usage.list(ANNA, '2026-11-01')).toEqual([
      {
        day: '2026-11-26',
        modelId: 'fake/ministral',
        answers: 2,
        steps: 4,
        images: 6,
        inputTokens: 200,
        cachedInputTokens: 80,
        outputTokens: 40,
        reasoningTokens: 10,
        totalMs: 1000,
      },
      expect.objectContaining({ day: '2026-11-25', modelId: OTHER, answers: 1, images: 0 }),
    ]);
    expect(await usage.list(ANNA, '2026-11-26')).toHaveLength(1);
    expect(await usage.list(BERT, '2026-11-01')).toEqual([]);
    await close();
  });

  test('it stays when conversations go, and goes when all is to go', async () => {
    const { conversations, usage, start, close } = await opened(open);
    const own = await start();
    await conversations.saveAnswer(ANNA, own.answer.id, END);
    const foreign = await start({}, BERT);
    await conversations.saveAnswer(BERT, foreign.answer.id, END);
    await conversations.removeAll(ANNA);
    expect(await usage.list(ANNA, '2026-11-01')).toHaveLength(1);
    await usage.removeAll(ANNA);
    expect(await usage.list(ANNA, '2026-11-01')).toEqual([]);
    expect(await usage.list(BERT, '2026-11-01')).toHaveLength(1);
    await close();
  });

  test('what a dead process left counts as far as it is known, once', async () => {
    const { generationStore, usage, start, close } = await opened(open);
    await start({ images: 2 });
    await generationStore.cutAbandoned(0);
    await generationStore.cutAbandoned(0);
    expect(await usage.list(ANNA, '2026-11-01')).toEqual([
      expect.objectContaining({ answers: 1, steps: 1, images: 2, inputTokens: 0, totalMs: 0 }),
    ]);
    await close();
  });

  test('an answer that waited for a person is one answer, with what came after', async () => {
    const { conversations, usage, start, close } = await opened(open);
    const { conversationId, answer } = await start();
    await conversations.saveAnswer(ANNA, answer.id, { ...END, status: 'waiting' });
    expect(await usage.list(ANNA, '2026-11-01')).toMatchObject([{ answers: 1, inputTokens: 100 }]);
    const resumed = { conversationId, messageId: answer.id, parts: [], idempotencyKey: 'again' };
    await conversations.resumeTurn(ANNA, resumed);
    await conversations.saveAnswer(ANNA, answer.id, {
      ...END,
      call: { ...answer.call, steps: 2 },
      usage: { inputTokens: 250, cachedInputTokens: 140, outputTokens: 50, reasoningTokens: 5 },
      timing: { totalMs: 900 },
    });
    expect(await usage.list(ANNA, '2026-11-01')).toMatchObject([
      { answers: 1, steps: 2, inputTokens: 250, outputTokens: 50, totalMs: 900 },
    ]);
    await close();
  });

  test('ends at once are all counted', async () => {
    const { conversations, usage, start, close } = await opened(open);
    const turns = [];
    for (let count = 0; count < 8; count += 1) turns.push(await start());
    await Promise.all(turns.map(({ answer }) => conversations.saveAnswer(ANNA, answer.id, END)));
    const [day] = await usage.list(ANNA, '2026-11-01');
    expect(day).toMatchObject({ answers: 8, inputTokens: 800 });
    await close();
  });
});
