import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Chunk } from '@/lib/domain/generation/chunk';
import { asId, type GenerationId } from '@/lib/domain/ids';
import type { Actor } from '@/lib/server/actor';
import type { ConversationStore } from '@/lib/server/conversation-store/conversation-store';
import type { GenerationStore } from '@/lib/server/generation-store/generation-store';
import { ANNA, answerTurn, BERT, questionTurn, storeTurn } from '../conversation-store/turns';

/** The stores of one process; two of them share one database. */
export type ProcessStores = {
  readonly conversations: ConversationStore;
  readonly generations: GenerationStore;
};
export type OpenedGenerations = {
  readonly first: ProcessStores;
  readonly second: ProcessStores;
  close(): Promise<void>;
};

const unknown = asId<GenerationId>('00000000-0000-4000-8000-000000000000');
const textChunk = (delta: string): Chunk => ({ type: 'text-delta', id: '1', delta });
const batchOf = (generationId: GenerationId, first: number, chunks: readonly Chunk[]) => ({
  generationId,
  first,
  chunks: chunks.map((chunk) => JSON.stringify(chunk)),
});

/** What every generation store promises. */
export function describeGenerations(open: () => Promise<OpenedGenerations>): void {
  let opened: OpenedGenerations;
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());

  const startTurn = (actor: Actor = ANNA) =>
    storeTurn(opened.first.conversations, questionTurn(), actor);
  const begin = (turn: Awaited<ReturnType<typeof startTurn>>): Chunk[] => [
    { type: 'start', messageId: turn.answer.id, messageMetadata: { call: turn.answer.call } },
    { type: 'text-start', id: '1' },
    textChunk('Half'),
  ];
  const messageOf = async ({ conversationId, answer }: Awaited<ReturnType<typeof startTurn>>) =>
    (await opened.first.conversations.read(ANNA, conversationId))?.messages.find(
      ({ id }) => id === answer.id,
    );

  test('chunks come back from any number on, across batches', async () => {
    const turn = await startTurn();
    const id = turn.generationId;
    await opened.first.generations.append([batchOf(id, 1, begin(turn))]);
    await opened.first.generations.append([batchOf(id, 4, [textChunk(' of'), textChunk(' it')])]);
    const read = async (after: number) => {
      const { batches, isEnded } = await opened.second.generations.readChunks(ANNA, id, after);
      expect(isEnded).toBe(false);
      return batches.flatMap(({ first, chunks }) => chunks.map((_chunk, index) => first + index));
    };
    expect(await read(0)).toEqual([1, 2, 3, 4, 5]);
    expect(await read(2)).toEqual([1, 2, 3, 4, 5]);
    expect(await read(3)).toEqual([4, 5]);
    expect(await read(5)).toEqual([4, 5]);
  });

  test('nobody else reads, stops or sees it', async () => {
    const turn = await startTurn();
    await opened.first.generations.append([batchOf(turn.generationId, 1, begin(turn))]);
    const { generations } = opened.second;
    expect(await generations.readChunks(BERT, turn.generationId, 0)).toEqual({
      batches: [],
      isEnded: true,
    });
    expect(await generations.running(BERT, turn.conversationId)).toEqual([]);
    expect(await generations.requestStop(BERT, [turn.conversationId])).toBe(0);
    expect(await generations.isAnyRunning(BERT)).toBe(false);
    expect((await opened.first.generations.beat([turn.generationId])).stopRequested).toEqual([]);
  });

  test('what runs in a conversation is told oldest first, and knows who is earlier', async () => {
    const one = await startTurn();
    const two = await opened.second.conversations.addTurn(
      ANNA,
      answerTurn(one.conversationId, one.questionId),
    );
    const rows = await opened.second.generations.running(ANNA, one.conversationId);
    expect(rows).toEqual([
      { id: one.generationId, messageId: one.answer.id },
      { id: two.generationId, messageId: two.answer.id },
    ]);
    expect(await opened.first.generations.hasEarlier(one.generationId)).toBe(false);
    expect(await opened.first.generations.hasEarlier(two.generationId)).toBe(true);
    await opened.first.conversations.saveAnswer(ANNA, one.answer.id, { parts: [], status: 'done' });
    expect(await opened.first.generations.hasEarlier(two.generationId)).toBe(false);
    expect(await opened.first.generations.isAnyRunning(ANNA)).toBe(true);
  });

  test('only the process that runs it writes to it', async () => {
    const turn = await startTurn();
    const batch = batchOf(turn.generationId, 1, begin(turn));
    expect(await opened.second.generations.append([batch])).toEqual([turn.generationId]);
    expect((await opened.second.generations.beat([turn.generationId])).lost).toEqual([
      turn.generationId,
    ]);
    const end = { parts: [], status: 'done' } as const;
    await opened.second.conversations.saveAnswer(ANNA, turn.answer.id, end);
    expect((await messageOf(turn))?.status).toBe('streaming');
    expect(await opened.first.generations.append([batch])).toEqual([]);
    expect(await opened.first.generations.beat([turn.generationId, unknown])).toEqual({
      lost: [unknown],
      stopRequested: [],
    });
  });

  test('a wish to stop reaches the process that runs it', async () => {
    const turn = await startTurn();
    const foreign = await startTurn(BERT);
    expect(await opened.second.generations.requestStop(ANNA, [turn.conversationId])).toBe(1);
    const ids = [turn.generationId, foreign.generationId];
    expect((await opened.first.generations.beat(ids)).stopRequested).toEqual([turn.generationId]);
    expect(await opened.second.generations.requestStop(BERT, null)).toBe(1);
    expect((await opened.first.generations.beat(ids)).stopRequested).toHaveLength(2);
  });

  test('what a dead process left is cut with all that was stored, and is its no more', async () => {
    const turn = await startTurn();
    const empty = await startTurn();
    const { generations } = opened.first;
    await generations.append([batchOf(turn.generationId, 1, begin(turn))]);
    await generations.append([batchOf(turn.generationId, 4, [textChunk(' of it')])]);
    expect(await opened.second.generations.cutAbandoned(60_000)).toBe(0);
    expect(await opened.second.generations.cutAbandoned(0)).toBe(2);
    expect(await opened.second.generations.cutAbandoned(0)).toBe(0);
    expect(await messageOf(turn)).toEqual({
      ...turn.answer,
      status: 'cut',
      parts: [{ type: 'text', text: 'Half of it' }],
    });
    expect(await messageOf(empty)).toEqual({ ...empty.answer, status: 'cut' });
    const late = batchOf(turn.generationId, 5, [textChunk(' late')]);
    expect(await generations.append([late])).toEqual([turn.generationId]);
    const end = { parts: [], status: 'done' } as const;
    await opened.first.conversations.saveAnswer(ANNA, turn.answer.id, end);
    expect((await messageOf(turn))?.status).toBe('cut');
  });

  test('a gap in what was stored ends what is told', async () => {
    const turn = await startTurn();
    await opened.first.generations.append([batchOf(turn.generationId, 1, begin(turn))]);
    await opened.first.generations.append([batchOf(turn.generationId, 9, [textChunk('later')])]);
    await opened.first.generations.cutAbandoned(0);
    expect((await messageOf(turn))?.parts).toEqual([{ type: 'text', text: 'Half' }]);
  });

  test('a deleted conversation takes its log along, and its process hears of it', async () => {
    const turn = await startTurn();
    await opened.first.generations.append([batchOf(turn.generationId, 1, begin(turn))]);
    await opened.second.conversations.remove(ANNA, turn.conversationId);
    expect((await opened.first.generations.beat([turn.generationId])).lost).toEqual([
      turn.generationId,
    ]);
    expect(await opened.first.generations.readChunks(ANNA, turn.generationId, 0)).toEqual({
      batches: [],
      isEnded: true,
    });
  });
}
