import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Attachment } from '@/lib/domain/attachment';
import { asId, type UserId } from '@/lib/domain/ids';
import { type Actor, LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import type { TestContext } from '../../support/test-context';
import { install } from '../routes/routes';
import { randomConversation } from './random-trees';
import {
  allTrees,
  bytes,
  deleteAll,
  download,
  ENGINES,
  importReport,
  openOn,
  unzip,
  WITH_PATIENCE,
  zip,
} from './transfer';

const PICTURES = ['tile-01.png', 'photo.jpg', 'receipt.jpg'];
const OTHER: Actor = { userId: asId<UserId>('somebody else') };

describe.each(ENGINES)('our own export on %s', WITH_PATIENCE, (engine) => {
  let opened: TestContext;
  beforeAll(async () => {
    opened = await openOn(engine);
  }, WITH_PATIENCE.timeout);
  afterAll(() => opened.close());

  const storePictures = () =>
    Promise.all(
      PICTURES.map((name) =>
        opened.context.attachments.add(LOCAL_ACTOR, { name, data: readFixture(name) }),
      ),
    );

  async function allBytes(): Promise<Map<string, string>> {
    const trees = await allTrees(opened);
    const ids = new Set(
      trees.flatMap(({ messages }) =>
        messages.flatMap(({ parts }) =>
          parts.flatMap((part) => (part.type === 'file' ? [part.attachment.id] : [])),
        ),
      ),
    );
    const read = async (id: Attachment['id']) => {
      const image = await opened.context.attachments.read(LOCAL_ACTOR, id, 'full');
      return [id, Buffer.from(image?.data ?? []).toString('base64')] as const;
    };
    return new Map(await Promise.all([...ids].map(read)));
  }

  test('brings back every tree, picture and setting after all was deleted', async () => {
    install(opened.context);
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 3 }), async (seed, numRuns) => {
        await deleteAll();
        const attachments = await storePictures();
        const conversations = fc.sample(randomConversation(attachments), {
          seed,
          numRuns,
        });
        for (const each of conversations) {
          await opened.context.transfers.addConversation(LOCAL_ACTOR, each);
        }
        await opened.context.settings.write(LOCAL_ACTOR, {
          systemPrompt: 'Be kind to {name}.',
          keepsLargest: true,
        });
        const [trees, pictures] = [await allTrees(opened), await allBytes()];
        expect(trees).toHaveLength(conversations.length);

        const exported = await download('json');
        expect(await importReport(exported)).toMatchObject({
          conversations: 0,
          existing: conversations.length,
          systemPrompt: 'kept',
          keepsLargest: false,
        });
        await deleteAll();
        expect(await allTrees(opened)).toEqual([]);
        expect(await importReport(exported)).toMatchObject({
          format: 'tenlens',
          conversations: conversations.length,
          systemPrompt: 'imported',
          keepsLargest: true,
          skippedCount: 0,
          lostPictureCount: 0,
        });
        expect(await allTrees(opened)).toEqual(trees);
        expect(await allBytes()).toEqual(pictures);
        expect(await opened.context.settings.read(LOCAL_ACTOR)).toEqual({
          systemPrompt: 'Be kind to {name}.',
          keepsLargest: true,
        });
        expect(unzip(await download('json'))['tenlens.json']?.length).toBe(
          unzip(exported)['tenlens.json']?.length,
        );
      }),
      { numRuns: engine === 'SQLite' ? 15 : 4 },
    );
  });

  test('keeps no id that somebody else has', async () => {
    install(opened.context);
    await deleteAll();
    const attachments = await storePictures();
    const [conversation] = fc.sample(randomConversation(attachments), { seed: 7, numRuns: 1 });
    if (!conversation) throw new Error('nothing sampled');
    await opened.context.transfers.addConversation(LOCAL_ACTOR, conversation);
    const [before] = await allTrees(opened);
    const exported = await download('json');
    await deleteAll();
    await opened.context.transfers.addConversation(OTHER, {
      ...conversation,
      messages: conversation.messages.map((message) => ({ ...message, parts: [] })),
    });
    await importReport(exported);
    const [after] = await allTrees(opened);
    expect(after?.conversation.id).not.toBe(before?.conversation.id);
    expect(after?.messages.map(({ position }) => position)).toEqual(
      before?.messages.map(({ position }) => position),
    );
    const ids = new Set(before?.messages.map(({ id }) => id));
    expect(after?.messages.some(({ id }) => ids.has(id))).toBe(false);
    expect(await importReport(exported)).toMatchObject({ conversations: 0, existing: 1 });
    await opened.context.conversations.removeAll(OTHER);
  });

  test('killed half-way and run again ends the same', async () => {
    install(opened.context);
    await deleteAll();
    const attachments = await storePictures();
    for (const each of fc.sample(randomConversation(attachments), { seed: 3, numRuns: 3 })) {
      await opened.context.transfers.addConversation(LOCAL_ACTOR, each);
    }
    const trees = await allTrees(opened);
    const exported = await download('json');
    await deleteAll();
    const files = unzip(exported);
    const document = new TextDecoder().decode(files['tenlens.json']);
    const cut = document.slice(0, document.lastIndexOf('\n{') + 40);
    await expect(importReport(zip({ ...files, 'tenlens.json': bytes(cut) }))).rejects.toThrow(
      'import-damaged',
    );
    expect(await allTrees(opened)).toHaveLength(2);
    expect(await importReport(exported)).toMatchObject({ conversations: 1, existing: 2 });
    expect(new Set(await allTrees(opened))).toEqual(new Set(trees));
  });
});
