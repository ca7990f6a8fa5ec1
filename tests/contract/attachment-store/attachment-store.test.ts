import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AttachmentId, asId, type ConversationId, type UserId } from '@/lib/domain/ids';
import { type Actor, LOCAL_ACTOR } from '@/lib/server/actor';
import type { AttachmentStore } from '@/lib/server/attachment-store/attachment-store';
import { createSqlAttachmentStore } from '@/lib/server/attachment-store/sql-attachment-store';
import { createSqlConversationStore } from '@/lib/server/conversation-store/sql-conversation-store';
import type { Schema } from '@/lib/server/database/schema';
import { readFixture } from '../../fixtures/images/read-fixture';
import { describeEngines } from '../../support/engines';

const OTHER_ACTOR: Actor = { userId: asId<UserId>('another person') };
const NO_LIMIT = { base64Characters: null };
const unknownId = () => asId<AttachmentId>(randomUUID());

/** Stores the rows that make a message refer to attachments; returns its conversation. */
async function refer(database: Kysely<Schema>, ...ids: AttachmentId[]): Promise<string> {
  const conversation = randomUUID();
  const message = randomUUID();
  const owner = { owner_id: LOCAL_ACTOR.userId };
  const times = { created_at: 0, updated_at: 0 };
  await database
    .insertInto('conversation')
    .values({ ...owner, id: conversation, title: 't', version: 1, next_position: 1, ...times })
    .execute();
  await database
    .insertInto('message')
    .values({
      ...owner,
      id: message,
      conversation_id: conversation,
      role: 'user',
      status: 'done',
      position: 0,
      parts: '[]',
      created_at: 0,
    })
    .execute();
  await database
    .insertInto('message_attachment')
    .values(ids.map((id, position) => ({ message_id: message, attachment_id: id, position })))
    .execute();
  return conversation;
}

const countOf = async (database: Kysely<Schema>, table: 'attachment' | 'blob' | 'blob_variant') => {
  const row = await database
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
};

describeEngines('the attachment store', (open) => {
  let close: () => Promise<void>;
  let database: Kysely<Schema>;
  let clock: { now: number };
  let store: AttachmentStore;
  const add = (fixture: string, actor = LOCAL_ACTOR, name = fixture) =>
    store.add(actor, { name, data: readFixture(fixture) });

  beforeEach(async () => {
    ({ database, close } = await open());
    clock = { now: 1000 };
    store = createSqlAttachmentStore(database, { now: () => clock.now, newId: randomUUID });
  });
  afterEach(() => close());

  it('stores a picture in normal form under a clean name', async () => {
    const attachment = await add('photo.jpg', LOCAL_ACTOR, '../secret/my\u202ephoto.jpg');
    expect(attachment).toMatchObject({
      name: 'myphoto.jpg',
      mediaType: 'image/jpeg',
      width: 1540,
      height: 1155,
    });
    const stored = await store.read(LOCAL_ACTOR, attachment.id, 'full');
    expect(stored?.data.length).toBe(attachment.bytes);
    expect(await sharp(stored?.data).metadata()).toMatchObject({
      width: 1540,
      height: 1155,
      format: 'jpeg',
    });
  });

  it('stores nothing of a picture it refuses', async () => {
    await expect(add('truncated.jpg')).rejects.toMatchObject({
      code: 'image-damaged',
      details: { name: 'truncated.jpg' },
    });
    expect(await countOf(database, 'attachment')).toBe(0);
    expect(await countOf(database, 'blob')).toBe(0);
  });

  it('keeps the same bytes once, whoever uploads them', async () => {
    const first = await add('tile-01.png');
    const again = await add('tile-01.png', LOCAL_ACTOR, 'copy.png');
    const theirs = await add('tile-01.png', OTHER_ACTOR);
    expect(new Set([first.id, again.id, theirs.id]).size).toBe(3);
    expect(again.name).toBe('copy.png');
    expect(await countOf(database, 'blob')).toBe(1);
  });

  it("finds what exists and is the actor's own, in the order asked for", async () => {
    const [a, b, c] = [
      await add('tile-01.png'),
      await add('tile-02.png'),
      await add('tile-03.png'),
    ];
    const theirs = await add('tile-04.png', OTHER_ACTOR);
    const found = await store.find(LOCAL_ACTOR, [c.id, unknownId(), a.id, theirs.id, b.id, a.id]);
    expect(found).toEqual([c, a, b, a]);
    expect(await store.find(LOCAL_ACTOR, [])).toEqual([]);
  });

  it('reads nothing for unknown and foreign ids alike', async () => {
    const theirs = await add('tile-01.png', OTHER_ACTOR);
    for (const id of [theirs.id, unknownId()]) {
      expect(await store.read(LOCAL_ACTOR, id, 'full')).toBeNull();
      expect(await store.read(LOCAL_ACTOR, id, 'thumbnail')).toBeNull();
    }
    await expect(store.readForUpstream(LOCAL_ACTOR, theirs, NO_LIMIT)).rejects.toMatchObject({
      code: 'attachment-gone',
      details: { name: 'tile-01.png' },
    });
  });

  it('makes a thumbnail once, and none of a picture that is small', async () => {
    const large = await add('photo.jpg');
    const first = await store.read(LOCAL_ACTOR, large.id, 'thumbnail');
    const second = await store.read(LOCAL_ACTOR, large.id, 'thumbnail');
    expect(await sharp(first?.data).metadata()).toMatchObject({ width: 320, height: 240 });
    expect(second?.mediaType).toBe(first?.mediaType);
    expect([...(second?.data ?? [])]).toEqual([...(first?.data ?? [])]);
    expect(await countOf(database, 'blob_variant')).toBe(1);
    const small = await add('tile-01.png');
    const thumbnail = await store.read(LOCAL_ACTOR, small.id, 'thumbnail');
    expect(thumbnail?.data.length).toBe(small.bytes);
    expect(await countOf(database, 'blob_variant')).toBe(1);
  });

  it('sends the stored bytes where no limit is known or they are below it', async () => {
    const photo = await add('photo.jpg');
    const stored = await store.read(LOCAL_ACTOR, photo.id, 'full');
    expect(await store.readForUpstream(LOCAL_ACTOR, photo, NO_LIMIT)).toEqual(stored);
    expect(
      await store.readForUpstream(LOCAL_ACTOR, photo, { base64Characters: 5_000_000 }),
    ).toEqual(stored);
    expect(await countOf(database, 'blob_variant')).toBe(0);
  });

  it('sends the same squeezed bytes every turn, also when asked twice at once', async () => {
    const photo = await add('photo.jpg');
    const limit = { base64Characters: 30_000 };
    const ask = () => store.readForUpstream(LOCAL_ACTOR, photo, limit);
    const [first, second] = await Promise.all([ask(), ask()]);
    const third = await ask();
    expect(Buffer.from(first.data).toString('base64').length).toBeLessThan(30_000);
    expect(
      [second, third].every(({ data }) => Buffer.from(data).equals(Buffer.from(first.data))),
    ).toBe(true);
    expect(await countOf(database, 'blob_variant')).toBe(1);
  });

  it('goes on sending what an earlier release squeezed', async () => {
    const photo = await add('photo.jpg');
    const { blob_hash } = await database
      .selectFrom('attachment')
      .select('blob_hash')
      .executeTakeFirstOrThrow();
    const former = { purpose: 'base64-30000', media_type: 'image/jpeg', data: Buffer.of(1, 2) };
    await database
      .insertInto('blob_variant')
      .values({ blob_hash, ...former })
      .execute();
    const sent = (base64Characters: number) =>
      store.readForUpstream(LOCAL_ACTOR, photo, { base64Characters });
    expect([...(await sent(30_000)).data]).toEqual([1, 2]);
    expect((await sent(30_001)).data.length).toBeGreaterThan(2);
  });

  it('keeps copies of every size apart', async () => {
    const photo = await add('photo.jpg');
    const sent = async (longestEdge: number) => {
      const limit = { base64Characters: null, longestEdge };
      return sharp((await store.readForUpstream(LOCAL_ACTOR, photo, limit)).data).metadata();
    };
    expect((await sent(504)).width).toBe(504);
    expect((await sent(1008)).width).toBe(1008);
    expect((await sent(504)).width).toBe(504);
    expect((await sent(1540)).width).toBe(1540);
    expect(await countOf(database, 'blob_variant')).toBe(2);
  });

  it('removes old pictures that no message refers to, with their copies', async () => {
    const kept = await add('tile-01.png');
    await refer(database, kept.id);
    const left = await add('photo.jpg');
    await store.read(LOCAL_ACTOR, left.id, 'thumbnail');
    clock.now = 5000;
    const young = await add('tile-02.png');
    expect(await store.removeUnreferenced(5000)).toBe(1);
    expect(await store.find(LOCAL_ACTOR, [kept.id, left.id, young.id])).toEqual([kept, young]);
    expect(await countOf(database, 'blob')).toBe(2);
    expect(await countOf(database, 'blob_variant')).toBe(0);
  });

  it('keeps bytes that another attachment still uses', async () => {
    const mine = await add('tile-01.png');
    const theirs = await add('tile-01.png', OTHER_ACTOR);
    await refer(database, theirs.id);
    expect(await store.removeUnreferenced(5000)).toBe(1);
    expect(await store.read(LOCAL_ACTOR, mine.id, 'full')).toBeNull();
    expect(await store.read(OTHER_ACTOR, theirs.id, 'full')).not.toBeNull();
  });

  it('lets a picture go once its conversation is gone', async () => {
    const picture = await add('tile-01.png');
    const conversation = await refer(database, picture.id);
    expect(await store.removeUnreferenced(5000)).toBe(0);
    await database.deleteFrom('conversation').where('id', '=', conversation).execute();
    expect(await store.removeUnreferenced(5000)).toBe(1);
    expect(await countOf(database, 'blob')).toBe(0);
  });

  it('goes at once with its conversation, copies too, and nothing that others use', async () => {
    const conversations = createSqlConversationStore(database, {
      now: () => 0,
      newId: randomUUID,
      processId: 'test',
    });
    const remove = async (id: string) =>
      conversations.remove(LOCAL_ACTOR, asId<ConversationId>(id));
    const [alone, shared, draft] = [
      await add('photo.jpg'),
      await add('tile-01.png'),
      await add('tile-02.png'),
    ];
    await store.read(LOCAL_ACTOR, alone.id, 'thumbnail');
    const first = await refer(database, alone.id, shared.id);
    const second = await refer(database, shared.id);
    const all = [alone.id, shared.id, draft.id];
    const stranger = conversations.remove(OTHER_ACTOR, asId<ConversationId>(first));
    expect(await stranger).toBe(false);
    expect(await store.find(LOCAL_ACTOR, all)).toEqual([alone, shared, draft]);
    expect(await remove(first)).toBe(true);
    expect(await store.find(LOCAL_ACTOR, all)).toEqual([shared, draft]);
    expect(await countOf(database, 'blob')).toBe(2);
    expect(await countOf(database, 'blob_variant')).toBe(0);
    expect(await remove(second)).toBe(true);
    expect(await store.find(LOCAL_ACTOR, all)).toEqual([draft]);
  });

  it('leaves bytes that another person’s attachment uses', async () => {
    const conversations = createSqlConversationStore(database, {
      now: () => 0,
      newId: randomUUID,
      processId: 'test',
    });
    const mine = await add('tile-01.png');
    const theirs = await add('tile-01.png', OTHER_ACTOR);
    const conversation = asId<ConversationId>(await refer(database, mine.id));
    await conversations.remove(LOCAL_ACTOR, conversation);
    expect(await store.find(LOCAL_ACTOR, [mine.id])).toEqual([]);
    expect(await store.read(OTHER_ACTOR, theirs.id, 'full')).not.toBeNull();
  });

  it('goes with many conversations deleted at once', async () => {
    const conversations = createSqlConversationStore(database, {
      now: () => 0,
      newId: randomUUID,
      processId: 'test',
    });
    const [one, two, kept] = [
      await add('photo.jpg'),
      await add('tile-01.png'),
      await add('tile-02.png'),
    ];
    const ids = [await refer(database, one.id, kept.id), await refer(database, two.id)];
    await refer(database, kept.id);
    const all = ids.map((id) => asId<ConversationId>(id));
    expect(await conversations.removeMany(OTHER_ACTOR, all)).toBe(0);
    expect(await countOf(database, 'attachment')).toBe(3);
    expect(await conversations.removeMany(LOCAL_ACTOR, all)).toBe(2);
    expect(await store.find(LOCAL_ACTOR, [one.id, two.id, kept.id])).toEqual([kept]);
    expect(await countOf(database, 'blob')).toBe(1);
  });

  it('goes with all data of a person, unsent ones too, and nothing of others', async () => {
    const conversations = createSqlConversationStore(database, {
      now: () => 0,
      newId: randomUUID,
      processId: 'test',
    });
    const sent = await add('photo.jpg');
    await add('tile-02.png');
    await add('tile-01.png');
    const theirs = await add('tile-01.png', OTHER_ACTOR);
    await store.read(LOCAL_ACTOR, sent.id, 'thumbnail');
    await refer(database, sent.id);
    await conversations.removeAll(LOCAL_ACTOR);
    expect(await countOf(database, 'attachment')).toBe(1);
    expect(await countOf(database, 'blob')).toBe(1);
    expect(await countOf(database, 'blob_variant')).toBe(0);
    expect(await store.read(OTHER_ACTOR, theirs.id, 'full')).not.toBeNull();
  });
});
