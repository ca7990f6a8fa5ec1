import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSqlConversationStore } from '@/lib/server/conversation-store/sql-conversation-store';
import { createSqlGenerationStore } from '@/lib/server/generation-store/sql-generation-store';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';
import { ANNA, questionTurn, storeTurn } from '../conversation-store/turns';
import { describeGenerations, type OpenedGenerations } from './generations-contract';

async function openStores(open: OpenEmptyStore): Promise<OpenedGenerations> {
  const { database, close } = await open();
  const storesOf = (processId: string) => ({
    conversations: createSqlConversationStore(database, {
      now: () => 1_000,
      newId: randomUUID,
      processId,
    }),
    generations: createSqlGenerationStore(database, { processId }),
  });
  return { first: storesOf('first'), second: storesOf('second'), close };
}

describeEngines('the generation store', (open, engine) => {
  describeGenerations(() => openStores(open));

  test('a log that has ended is kept only where others may still read it', async () => {
    const { first, second, close } = await openStores(open);
    const turn = await storeTurn(first.conversations, questionTurn());
    const { generationId } = turn;
    await first.generations.append([{ generationId, first: 1, chunks: ['{"type":"abort"}'] }]);
    const tail = { generationId, first: 2, chunks: ['{"type":"abort"}'] };
    const end = { parts: [], status: 'done' } as const;
    await first.conversations.saveAnswer(ANNA, turn.answer.id, end, tail);
    const { batches, isEnded } = await second.generations.readChunks(ANNA, generationId, 0);
    expect(isEnded).toBe(true);
    expect(batches.map((batch) => batch.first)).toEqual(engine === 'postgres' ? [1, 2] : []);
    await close();
  });
});
