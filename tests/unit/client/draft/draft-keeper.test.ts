import { describe, expect, it } from 'vitest';
import { DraftKeeper } from '@/lib/client/draft/draft-keeper';
import type { DraftStorage } from '@/lib/client/draft/draft-storage';
import { DraftStore } from '@/lib/client/draft/draft-store';
import { isEmptyDraft, type StoredDraft, storedDraftSchema } from '@/lib/client/draft/stored-draft';
import type { AttachmentId } from '@/lib/domain/ids';
import { asId } from '@/lib/domain/ids';
import { messageIdOf, uuidOf } from '../../../support/messages';
import { fakePorts, imageFile, preparedImage, settle, storedImage } from './fake-ports';

/** A browser's storage in memory; what is put in passes the schema on its way out, as in life. */
function openStorage() {
  const drafts = new Map<string, StoredDraft>();
  const bytes = new Map<string, { draftId: string; blob: Blob }>();
  const puts: string[] = [];
  let isFull = false;
  const storage: DraftStorage = {
    async load(id) {
      const draft = drafts.get(id);
      if (!draft) return null;
      const own = [...bytes].filter(([, { draftId }]) => draftId === id);
      const stored = storedDraftSchema.parse(JSON.parse(JSON.stringify(draft)));
      return { draft: stored, bytes: new Map(own.map(([key, { blob }]) => [key, blob])) };
    },
    async save(draft, { put, remove }) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      if (isEmptyDraft(draft)) drafts.delete(draft.id);
      else drafts.set(draft.id, draft);
      for (const id of remove) bytes.delete(id);
      for (const [id, blob] of put) bytes.set(id, { draftId: draft.id, blob });
      puts.push(...put.keys());
    },
    async remove(id) {
      drafts.delete(id);
      for (const [key, { draftId }] of bytes) if (draftId === id) bytes.delete(key);
    },
    clear: async () => drafts.clear(),
    sweep: async () => undefined,
  };
  const fill = () => {
    isFull = true;
  };
  return { storage, drafts, bytes, puts, fill };
}

type World = ReturnType<typeof openStorage>;

/** A page with the draft open; its waits end when the test says. */
async function openPage(world: World, options = { isPersistent: true }) {
  const ports = fakePorts();
  const draft = new DraftStore('new', ports.ports, options);
  const waiting = new Set<() => void>();
  const saved: string[] = [];
  const keeper = new DraftKeeper(draft, {
    storage: world.storage,
    now: () => 1_000,
    onSaved: (id) => saved.push(id),
    later(act) {
      waiting.add(act);
      return () => waiting.delete(act);
    },
  });
  await keeper.open();
  const addReady = async (name: string) => {
    draft.add([imageFile(name)]);
    ports.preparations.splice(0)[0]?.done(preparedImage());
    await settle();
    const id = asId<AttachmentId>(uuidOf(draft.getSnapshot().attachments.length + 100));
    ports.uploads.splice(0)[0]?.done({ ...storedImage(name), id });
    await settle();
  };
  const pass = async () => {
    for (const act of waiting) act();
    await settle();
  };
  const names = () => draft.getSnapshot().attachments.map((item) => item.name);
  const text = () => draft.getSnapshot().text;
  return { ...ports, draft, keeper, saved, waiting, addReady, pass, names, text };
}

const PARENT = messageIdOf(7);

describe('DraftKeeper: what is written stays', () => {
  it('brings text and pictures back, and uploads nothing twice', async () => {
    const world = openStorage();
    const before = await openPage(world);
    before.draft.setText('What is');
    before.draft.setText('What is this?');
    await before.addReady('a.jpg');
    await before.addReady('b.jpg');
    before.draft.move(1, 0);
    await before.pass();

    const after = await openPage(world);
    expect(after.text()).toBe('What is this?');
    expect(after.names()).toEqual(['b.jpg', 'a.jpg']);
    expect(after.draft.getSnapshot().attachments.map(({ state }) => state.status)).toEqual([
      'ready',
      'ready',
    ]);
    expect(after.uploads).toHaveLength(0);
    expect(after.urls.size).toBe(2);
    expect(after.keeper.getState()).toEqual({ isLoading: false, interrupted: null });
  });

  it('keeps text after a wait, at once when the page is left, and a picture at once', async () => {
    const world = openStorage();
    const page = await openPage(world);
    page.draft.setText('words');
    await settle();
    expect(world.drafts.size).toBe(0);
    page.keeper.flush();
    expect(world.drafts.get('new')?.content.text).toBe('words');
    expect(page.waiting.size).toBe(0);
    page.draft.add([imageFile('raw.heic')]);
    await settle();
    expect(world.drafts.get('new')?.content.pictures).toMatchObject([{ name: 'raw.heic' }]);

    const after = await openPage(world);
    expect(after.preparations.map(({ name }) => name)).toEqual(['raw.heic']);
  });

  it('writes bytes once, whatever is typed, and removes those not needed', async () => {
    const world = openStorage();
    const page = await openPage(world);
    await page.addReady('a.jpg');
    for (const letters of ['a', 'ab', 'abc']) {
      page.draft.setText(letters);
      await page.pass();
    }
    const key = page.draft.getSnapshot().attachments[0]?.key ?? '';
    expect(world.puts).toEqual([`${key}/file`, `${key}/prepared`]);
    expect([...world.bytes.keys()]).toEqual([`${key}/prepared`]);
    page.draft.remove(key);
    page.draft.setText('');
    await page.pass();
    expect(world.drafts.size + world.bytes.size).toBe(0);
  });

  it('joins what was typed before the storage answered', async () => {
    const world = openStorage();
    const before = await openPage(world);
    before.draft.setText('kept');
    await before.pass();
    const slow = Promise.withResolvers<void>();
    const { load } = world.storage;
    world.storage.load = async (id) => {
      await slow.promise;
      return load(id);
    };
    const opening = openPage(world);
    slow.resolve();
    const page = await opening;
    expect(page.text()).toBe('kept');
    const draft = new DraftStore('new', fakePorts().ports);
    const keeper = new DraftKeeper(draft, {
      storage: world.storage,
      now: () => 1,
      onSaved: () => undefined,
      later: () => () => undefined,
    });
    const opened = keeper.open();
    draft.setText('typed');
    await opened;
    expect(draft.getSnapshot().text).toBe('kept\ntyped');
    await settle();
    expect(world.drafts.get('new')?.content.text).toBe('kept\ntyped');
  });

  it('leaves no trace of a draft that must not be kept', async () => {
    const world = openStorage();
    const page = await openPage(world, { isPersistent: false });
    page.draft.setText('secret');
    await page.addReady('a.jpg');
    await page.pass();
    await page.keeper.beginSend(null);
    expect(world.drafts.size + world.bytes.size).toBe(0);
  });

  it('works on where the browser keeps nothing', async () => {
    const world = openStorage();
    world.fill();
    const page = await openPage(world);
    page.draft.setText('words');
    await page.pass();
    const sending = await page.keeper.beginSend(null);
    expect(sending.text).toBe('words');
    page.keeper.putBack();
    expect(page.text()).toBe('words');
  });

  it('goes on under the name of the conversation', async () => {
    const world = openStorage();
    const page = await openPage(world);
    page.draft.setText('typed meanwhile');
    await page.addReady('a.jpg');
    page.keeper.moveTo('conversation');
    await settle();
    expect([...world.drafts.keys()]).toEqual(['conversation']);
    expect([...world.bytes.values()].map(({ draftId }) => draftId)).toEqual(['conversation']);
    page.draft.setText('more');
    await page.pass();
    expect(world.drafts.get('conversation')?.content.text).toBe('more');
  });
});

describe('DraftKeeper: the same send twice is one message', () => {
  it('keeps the key before it is sent, and uses it again while nothing changed', async () => {
    const world = openStorage();
    const page = await openPage(world);
    page.draft.setText('Once');
    const first = await page.keeper.beginSend(PARENT);
    expect(page.text()).toBe('');
    expect(world.drafts.get('new')?.lastSend).toMatchObject({
      key: first.key,
      content: { text: 'Once' },
    });
    page.keeper.putBack();
    expect((await page.keeper.beginSend(PARENT)).key).toBe(first.key);
    page.keeper.putBack();
    expect((await page.keeper.beginSend(messageIdOf(8))).key).not.toBe(first.key);
    page.keeper.putBack();
    page.draft.setText('Changed');
    expect((await page.keeper.beginSend(PARENT)).key).not.toBe(first.key);
  });

  it('is a new message once the server has taken the first', async () => {
    const world = openStorage();
    const page = await openPage(world);
    page.draft.setText('Once');
    const first = await page.keeper.beginSend(PARENT);
    page.keeper.taken();
    await settle();
    expect(world.drafts.size).toBe(0);
    page.draft.setText('Once');
    expect((await page.keeper.beginSend(PARENT)).key).not.toBe(first.key);
  });

  it('puts back what did not arrive before the page was left, to be sent under the same key', async () => {
    const world = openStorage();
    const before = await openPage(world);
    before.draft.setText('On its way');
    await before.addReady('a.jpg');
    const { key } = await before.keeper.beginSend(PARENT);
    before.draft.setText('next');
    await before.pass();

    const after = await openPage(world);
    expect(after.text()).toBe('next');
    after.keeper.settle([messageIdOf(1)]);
    expect(after.text()).toBe('On its way\nnext');
    expect(after.names()).toEqual(['a.jpg']);
    expect(after.keeper.getState().interrupted?.text).toBe('On its way\nnext');
    after.draft.setText('On its way');
    expect((await after.keeper.beginSend(PARENT)).key).toBe(key);
  });

  it('says so too of what the page itself put back before it was left', async () => {
    const world = openStorage();
    const before = await openPage(world);
    before.draft.setText('Refused');
    await before.keeper.beginSend(PARENT);
    before.keeper.putBack();
    before.keeper.settle(null);
    expect(before.keeper.getState().interrupted).toBeNull();
    const after = await openPage(world);
    after.keeper.settle(null);
    expect(after.text()).toBe('Refused');
    expect(after.keeper.getState().interrupted?.text).toBe('Refused');
  });

  it('drops what arrived without our knowing', async () => {
    const world = openStorage();
    const before = await openPage(world);
    before.draft.setText('Arrived');
    await before.addReady('a.jpg');
    const { key } = await before.keeper.beginSend(PARENT);
    const after = await openPage(world);
    after.keeper.settle([key]);
    expect(after.draft.getSnapshot().attachments).toEqual([]);
    expect(after.text()).toBe('');
    await settle();
    expect(world.drafts.size + world.bytes.size).toBe(0);

    // The same while the page lives: the reply was lost, and what came back is the same still.
    after.draft.setText('Reply lost');
    const again = await after.keeper.beginSend(PARENT);
    after.keeper.putBack();
    after.keeper.settle([again.key]);
    expect(after.text()).toBe('');
  });

  it('keeps what was changed since, though the first words arrived', async () => {
    const page = await openPage(openStorage());
    page.draft.setText('First');
    const { key } = await page.keeper.beginSend(PARENT);
    page.keeper.putBack();
    page.draft.setText('First, and more');
    page.keeper.settle([key]);
    expect(page.text()).toBe('First, and more');
  });
});

describe('DraftKeeper: two tabs', () => {
  it('shows what the other tab wrote, and what it sent goes', async () => {
    const world = openStorage();
    const one = await openPage(world);
    const other = await openPage(world);
    one.draft.setText('from one');
    await one.pass();
    await other.keeper.follow();
    expect(other.text()).toBe('from one');
    expect(other.saved).toEqual([]);
    await one.keeper.beginSend(null);
    one.keeper.taken();
    await settle();
    await other.keeper.follow();
    expect(other.text()).toBe('');
  });

  it('never replaces what is being written here; the last to write is kept', async () => {
    const world = openStorage();
    const one = await openPage(world);
    const other = await openPage(world);
    other.draft.setText('my own words');
    one.draft.setText('from one');
    await one.pass();
    await other.keeper.follow();
    expect(other.text()).toBe('my own words');
    await other.pass();
    expect(world.drafts.get('new')?.content.text).toBe('my own words');
    await one.keeper.follow();
    expect(one.text()).toBe('from one');
  });

  it('forgets, and writes nothing any more, when the person says so', async () => {
    const world = openStorage();
    const page = await openPage(world);
    page.draft.setText('gone');
    page.keeper.end();
    page.draft.setText('late');
    page.keeper.flush();
    await settle();
    expect(world.drafts.size).toBe(0);
  });
});
