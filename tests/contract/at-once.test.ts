import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Attachment } from '@/lib/domain/attachment';
import { AppError } from '@/lib/domain/errors/app-error';
import { createStores } from '@/lib/server/create-stores';
import type { Stores } from '@/lib/server/temporary/join-stores';
import { readFixture } from '../fixtures/images/read-fixture';
import { describeEngines, type EmptyStore } from '../support/engines';
import { ANNA, questionTurn, storeTurn } from './conversation-store/turns';

const ROUNDS = 12;
/** Every unreferenced picture is old enough. */
const FAR_FUTURE = Number.MAX_SAFE_INTEGER;
const PICTURE = readFixture('tile-01.png');

/** What came of things done at once: a value's own name for it, or a failure's code. */
async function outcomes(attempts: readonly Promise<unknown>[]): Promise<string[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.map((result) => {
    if (result.status === 'fulfilled') return 'done';
    return result.reason instanceof AppError ? result.reason.code : String(result.reason);
  });
}

/** What two processes do at once with one store. */
describeEngines('two processes', (open, engine) => {
  let opened: EmptyStore;
  let one: Stores;
  let other: Stores;
  beforeEach(async () => {
    opened = await open();
    const { database, openAgain } = opened;
    const stamps = () => ({ now: () => 1_000, newId: randomUUID, processId: randomUUID() });
    one = createStores(database, stamps());
    // A file has one process; there these are two requests.
    other = createStores(engine === 'postgres' ? openAgain() : database, stamps());
  });
  afterEach(() => opened.close());

  const addPicture = () => one.attachments.add(ANNA, { name: 'tile.png', data: PICTURE });
  const countOf = async (table: string) => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)}`.execute(opened.database);
    return Number(rows[0]?.count);
  };
  const startWith = async (attachments: readonly Attachment[]) =>
    (await storeTurn(one.conversations, questionTurn({ attachments }))).conversationId;

  test('send into one conversation: each message has a place of its own', async () => {
    const { conversationId, answer } = await storeTurn(one.conversations, questionTurn());
    const sends = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? one : other).conversations.addTurn(
        ANNA,
        questionTurn({ conversationId, parentId: answer.id }),
      ),
    );
    expect(new Set(await outcomes(sends))).toEqual(new Set(['done']));
    const tree = await one.conversations.read(ANNA, conversationId);
    const positions = tree?.messages.map(({ position }) => position);
    expect(positions).toEqual(Array.from({ length: 22 }, (_, index) => index));
  });

  test('send the same: one is stored, the other is told of a conflict', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const turn = questionTurn();
      const sends = [one, other].map(({ conversations }) => conversations.addTurn(ANNA, turn));
      expect((await outcomes(sends)).toSorted()).toEqual(['conflict', 'done']);
    }
    expect(await countOf('conversation')).toBe(ROUNDS);
    expect(await countOf('message')).toBe(2 * ROUNDS);
  });

  test('save an answer and delete its conversation: nothing is left, nothing fails', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { conversationId, answer } = await storeTurn(one.conversations, questionTurn());
      const parts = [{ type: 'text', text: 'Yes' } as const];
      const results = await outcomes([
        one.conversations.saveAnswer(ANNA, answer.id, { parts, status: 'done' }),
        other.conversations.remove(ANNA, conversationId),
      ]);
      expect(results).toEqual(['done', 'done']);
    }
    for (const table of ['conversation', 'message', 'generation', 'generation_chunk']) {
      expect(await countOf(table), table).toBe(0);
    }
  });

  test('send a picture and delete its conversation: both, or the send finds it gone', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const picture = await addPicture();
      const conversationId = await startWith([picture]);
      const [sent, removed] = await outcomes([
        one.conversations.addTurn(ANNA, questionTurn({ conversationId, attachments: [picture] })),
        other.conversations.remove(ANNA, conversationId),
      ]);
      expect(['done', 'not-found']).toContain(sent);
      expect(removed).toBe('done');
    }
    for (const table of ['message', 'message_attachment', 'attachment', 'blob']) {
      expect(await countOf(table), table).toBe(0);
    }
  });

  test('send a picture and sweep it away: the send keeps it, or says that it is gone', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pictures = [await addPicture(), await addPicture()];
      const turn = questionTurn({ attachments: pictures });
      const [sent, swept] = await outcomes([
        one.conversations.addTurn(ANNA, turn),
        other.attachments.removeUnreferenced(FAR_FUTURE),
      ]);
      expect(['done', 'attachment-gone']).toContain(sent);
      expect(swept).toBe('done');
      const ids = pictures.map(({ id }) => id);
      const left = await one.attachments.find(ANNA, ids);
      expect(left).toHaveLength(sent === 'done' ? 2 : 0);
    }
  });

  test('send a picture elsewhere while the first conversation with it goes', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const picture = await addPicture();
      const conversationId = await startWith([picture]);
      const [sent, removed] = await outcomes([
        one.conversations.addTurn(ANNA, questionTurn({ attachments: [picture] })),
        other.conversations.remove(ANNA, conversationId),
      ]);
      expect(['done', 'attachment-gone']).toContain(sent);
      expect(removed).toBe('done');
      const left = await one.attachments.find(ANNA, [picture.id]);
      expect(left).toHaveLength(sent === 'done' ? 1 : 0);
    }
  });

  test('delete conversations that share pictures: nobody waits for each other', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const pictures = [await addPicture(), await addPicture(), await addPicture()];
      const ids = [await startWith(pictures), await startWith(pictures.toReversed())];
      const results = await outcomes([
        one.conversations.removeMany(ANNA, ids),
        other.conversations.removeMany(ANNA, ids.toReversed()),
        one.conversations.removeAll(ANNA),
      ]);
      expect(results).toEqual(['done', 'done', 'done']);
    }
    expect(await countOf('attachment')).toBe(0);
    expect(await countOf('blob')).toBe(0);
  });

  test('upload a picture whose bytes are being removed: they are there in the end', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const picture = await addPicture();
      const conversationId = await startWith([picture]);
      const [uploaded] = await Promise.all([
        one.attachments.add(ANNA, { name: 'again.png', data: PICTURE }),
        other.conversations.remove(ANNA, conversationId),
      ]);
      const stored = await one.attachments.read(ANNA, uploaded.id, 'full');
      expect(stored?.data.length).toBe(uploaded.bytes);
    }
  });

  test('make a copy of a picture that is being removed: it is shown, and not kept', async () => {
    const large = readFixture('photo.jpg');
    for (let round = 0; round < 4; round += 1) {
      const picture = await one.attachments.add(ANNA, { name: 'photo.jpg', data: large });
      const results = await outcomes([
        one.attachments.read(ANNA, picture.id, 'thumbnail'),
        other.attachments.removeUnreferenced(FAR_FUTURE),
      ]);
      expect(results).toEqual(['done', 'done']);
    }
    expect(await countOf('blob_variant')).toBe(0);
  });

  test('fork a conversation that is being deleted: whole, or not found', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const picture = await addPicture();
      const turn = questionTurn({ attachments: [picture] });
      const { conversationId, questionId } = await storeTurn(one.conversations, turn);
      const [forked, removed] = await outcomes([
        one.conversations.fork(ANNA, { id: conversationId, messageId: questionId }),
        other.conversations.remove(ANNA, conversationId),
      ]);
      expect(['done', 'not-found']).toContain(forked);
      expect(removed).toBe('done');
      expect(await one.attachments.find(ANNA, [picture.id])).toHaveLength(
        forked === 'done' ? 1 : 0,
      );
    }
  });
});
