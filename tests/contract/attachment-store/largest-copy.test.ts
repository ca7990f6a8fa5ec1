import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type AttachmentId, asId, type UserId } from '@/lib/domain/ids';
import { isNormalForm } from '@/lib/domain/image/is-normal-form';
import { sniffImage } from '@/lib/domain/image/sniff-image';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { createSqlAttachmentStore } from '@/lib/server/attachment-store/sql-attachment-store';
import { readFixture } from '../../fixtures/images/read-fixture';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';

const OTHER_ACTOR = { userId: asId<UserId>('another person') };

/** A photo of 3000 × 2000 that lies on its side, with where it was taken. */
const sideways = () =>
  sharp(readFixture('photo.jpg'))
    .resize(3000, 2000, { fit: 'fill' })
    .withExif({ IFD0: { Copyright: 'planted secret' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

async function openStore(open: OpenEmptyStore) {
  const { database, close } = await open();
  const store = createSqlAttachmentStore(database, { now: () => 1000, newId: randomUUID });
  const variants = () => database.selectFrom('blob_variant').select('purpose').execute();
  return { store, variants, close };
}

describeEngines('the largest copy of a picture', (open) => {
  test('is kept where the person wants that: upright, all pixels, nothing else', async () => {
    const { store, close } = await openStore(open);
    const file = { name: 'photo.jpg', data: await sideways(), keepsLargest: true };
    const { id, width, height } = await store.add(LOCAL_ACTOR, file);
    expect([width, height]).toEqual([1027, 1540]);
    const largest = await store.readLargest(LOCAL_ACTOR, id);
    expect(largest).toMatchObject({ mediaType: 'image/jpeg', width: 2000, height: 3000 });
    const data = largest?.data ?? new Uint8Array();
    expect(sniffImage(data)).toMatchObject({
      width: 2000,
      height: 3000,
      orientation: 1,
      hasMetadata: false,
    });
    expect(Buffer.from(data).toString('latin1')).not.toContain('planted secret');
    await close();
  });

  test('has its pixels as they came where nothing has to be changed', async () => {
    const { store, close } = await openStore(open);
    const data = await sharp(readFixture('tile-01.png')).resize(2400).flatten().png().toBuffer();
    const { id } = await store.add(LOCAL_ACTOR, { name: 'tile-01.png', data, keepsLargest: true });
    const largest = await store.readLargest(LOCAL_ACTOR, id);
    expect(largest).toMatchObject({ mediaType: 'image/png', width: 2400 });
    const pixels = (bytes: Uint8Array = new Uint8Array()) => sharp(bytes).raw().toBuffer();
    expect((await pixels(largest?.data)).equals(await pixels(data))).toBe(true);
    await close();
  });

  test('is not kept otherwise, nor of a small picture: the stored one is the largest then', async () => {
    const { store, variants, close } = await openStore(open);
    const large = await store.add(LOCAL_ACTOR, { name: 'a.jpg', data: await sideways() });
    const small = await store.add(LOCAL_ACTOR, {
      name: 'b.png',
      data: readFixture('tile-01.png'),
      keepsLargest: true,
    });
    expect(await variants()).toEqual([]);
    const largest = await store.readLargest(LOCAL_ACTOR, large.id);
    expect(largest).toMatchObject({ width: 1027, height: 1540 });
    expect(isNormalForm(sniffImage(largest?.data ?? new Uint8Array()))).toBe(true);
    expect(await store.readLargest(LOCAL_ACTOR, small.id)).toMatchObject({ width: small.width });
    await close();
  });

  test('is its owner’s alone, whoever has the same picture', async () => {
    const { store, close } = await openStore(open);
    const data = await sideways();
    const mine = await store.add(LOCAL_ACTOR, { name: 'a.jpg', data, keepsLargest: true });
    const theirs = await store.add(OTHER_ACTOR, { name: 'a.jpg', data });
    expect(await store.readLargest(OTHER_ACTOR, mine.id)).toBeNull();
    expect(await store.readLargest(OTHER_ACTOR, theirs.id)).toMatchObject({ height: 1540 });
    expect(await store.readLargest(LOCAL_ACTOR, asId<AttachmentId>(randomUUID()))).toBeNull();
    await close();
  });

  test('goes with its attachment, also where others have the same picture', async () => {
    const { store, variants, close } = await openStore(open);
    const data = await sideways();
    await store.add(LOCAL_ACTOR, { name: 'a.jpg', data, keepsLargest: true });
    expect(await variants()).toHaveLength(1);
    await store.removeUnreferenced(2000);
    expect(await variants()).toEqual([]);
    await close();
  });
});
