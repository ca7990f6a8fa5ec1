import { describe, expect, it } from 'vitest';
import { DraftStore } from '@/lib/client/draft/draft-store';
import { AppError } from '@/lib/domain/errors/app-error';
import { fakePorts, imageFile, preparedImage, settle, storedImage } from './fake-ports';

function setUp() {
  const world = fakePorts();
  const draft = new DraftStore('new', world.ports);
  const names = () => draft.getSnapshot().attachments.map(({ name }) => name);
  const statuses = () => draft.getSnapshot().attachments.map(({ state }) => state.status);
  /** Prepares and uploads all that waits. */
  const finish = async () => {
    for (const call of world.preparations.splice(0)) call.done(preparedImage());
    await settle();
    while (world.uploads.length > 0) {
      for (const call of world.uploads.splice(0)) call.done(storedImage(call.name));
      await settle();
    }
  };
  return { ...world, draft, names, statuses, finish };
}

describe('DraftStore: adding', () => {
  it('prepares and uploads each file and keeps the order chosen', async () => {
    const { draft, preparations, uploads, names, statuses } = setUp();
    draft.add([imageFile('a.jpg'), imageFile('b.jpg')]);
    expect(statuses()).toEqual(['preparing', 'preparing']);

    preparations[1]?.done(preparedImage());
    await settle();
    expect(statuses()).toEqual(['preparing', 'uploading']);
    uploads[0]?.progress(0.62);
    expect(draft.getSnapshot().attachments[1]?.state).toEqual({
      status: 'uploading',
      progress: 0.62,
    });
    uploads[0]?.done(storedImage('b.jpg'));
    await settle();
    expect(statuses()).toEqual(['preparing', 'ready']);
    expect(names()).toEqual(['a.jpg', 'b.jpg']);
  });

  it('keeps the first ten and refuses the others by name', () => {
    const { draft, names } = setUp();
    draft.setText('What are these?');
    draft.add(Array.from({ length: 9 }, (_, index) => imageFile(`${index + 1}.jpg`)));
    const { refused } = draft.add(['10.jpg', '11.jpg', '12.jpg'].map(imageFile));

    expect(names()).toHaveLength(10);
    expect(names().at(-1)).toBe('10.jpg');
    expect(refused.map(({ name }) => name)).toEqual(['11.jpg', '12.jpg']);
    expect(draft.getSnapshot().refusals).toEqual(refused);
    expect(refused[0]?.error.code).toBe('image-count');
    expect(refused[0]?.error.details).toEqual({ name: '11.jpg', limit: 10 });
    expect(draft.getSnapshot().text).toBe('What are these?');
  });

  it('takes the same file twice', () => {
    const { draft, names } = setUp();
    const file = imageFile('same.jpg');
    draft.add([file, file]);
    expect(names()).toEqual(['same.jpg', 'same.jpg']);
    const [one, other] = draft.getSnapshot().attachments;
    expect(one?.key).not.toBe(other?.key);
  });

  it('shows names as people may read them', () => {
    const { draft, names } = setUp();
    draft.add([imageFile('photo\u202egnp.exe')]);
    expect(names()).toEqual(['photognp.exe']);
  });

  it('uploads three at a time, so that answers keep a connection', async () => {
    const { draft, preparations, uploads } = setUp();
    draft.add(['a', 'b', 'c', 'd', 'e'].map(imageFile));
    for (const call of preparations) call.done(preparedImage());
    await settle();
    expect(uploads.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    uploads[1]?.done(storedImage('b'));
    await settle();
    expect(uploads.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });
});

describe('DraftStore: refusals and failures', () => {
  it.each(['prepare', 'upload'])('takes out what the %s step refuses, by name', async (step) => {
    const { draft, preparations, uploads, names, urls } = setUp();
    draft.setText('text');
    draft.add([imageFile('good.jpg'), imageFile('bad.jpg')]);
    const error = new AppError('image-damaged', { name: 'bad.jpg' });
    if (step === 'prepare') preparations[1]?.fail(error);
    else {
      preparations[1]?.done(preparedImage());
      await settle();
      uploads[0]?.fail(error);
    }
    await settle();
    expect(names()).toEqual(['good.jpg']);
    expect(draft.getSnapshot().refusals).toMatchObject([{ name: 'bad.jpg', error }]);
    expect(draft.getSnapshot().text).toBe('text');
    expect(urls.size).toBe(0);
  });

  it('keeps a picture whose upload failed, to be tried again without preparing it again', async () => {
    const { draft, preparations, uploads, statuses, finish } = setUp();
    draft.add([imageFile('a.jpg')]);
    preparations.splice(0)[0]?.done(preparedImage());
    await settle();
    uploads.splice(0)[0]?.fail(new AppError('network'));
    await settle();
    expect(statuses()).toEqual(['failed']);
    expect(draft.getSnapshot().refusals).toEqual([]);

    draft.retry(draft.getSnapshot().attachments[0]?.key ?? '');
    await settle();
    expect(preparations).toHaveLength(0);
    await finish();
    expect(statuses()).toEqual(['ready']);
  });

  it('tells of an unknown fault as `internal`, with its cause', async () => {
    const { draft, preparations } = setUp();
    draft.add([imageFile('a.jpg')]);
    const cause = new TypeError('broken');
    preparations[0]?.fail(cause);
    await settle();
    const { state } = draft.getSnapshot().attachments[0] ?? {};
    expect(state).toMatchObject({ status: 'failed', error: { code: 'internal', cause } });
  });

  it('forgets refusals when told', () => {
    const { draft } = setUp();
    draft.add(Array.from({ length: 11 }, () => imageFile('a.jpg')));
    draft.dismissRefusals();
    expect(draft.getSnapshot().refusals).toEqual([]);
    expect(draft.getSnapshot().attachments).toHaveLength(10);
  });
});

describe('DraftStore: changing', () => {
  it('ends the work of a removed picture and tells nobody of its outcome', async () => {
    const { draft, preparations, names, uploads, urls } = setUp();
    draft.add([imageFile('a.jpg'), imageFile('b.jpg')]);
    const [first] = draft.getSnapshot().attachments;
    draft.remove(first?.key ?? '');
    expect(preparations[0]?.signal.aborted).toBe(true);
    preparations[0]?.done(preparedImage());
    await settle();
    expect(names()).toEqual(['b.jpg']);
    expect(uploads).toHaveLength(0);
    expect(urls.size).toBe(0);
    expect(draft.getSnapshot().refusals).toEqual([]);
  });

  it('moves pictures while they are under way', async () => {
    const { draft, names, statuses, finish } = setUp();
    draft.add(['a', 'b', 'c'].map(imageFile));
    draft.move(2, 0);
    await finish();
    expect(names()).toEqual(['c', 'a', 'b']);
    expect(statuses()).toEqual(['ready', 'ready', 'ready']);
    const stored = draft
      .getSnapshot()
      .attachments.map(({ state }) => state.status === 'ready' && state.attachment.name);
    expect(stored).toEqual(['c', 'a', 'b']);
  });

  it('revokes every address when it is cleared, and makes new ones when it is restored', async () => {
    const { draft, finish, urls, names, statuses } = setUp();
    draft.setText('first');
    draft.add(['a', 'b'].map(imageFile));
    await finish();
    expect(urls.size).toBe(2);
    const snapshot = draft.getSnapshot();
    draft.clear();
    expect(urls.size).toBe(0);
    expect(draft.getSnapshot()).toEqual({ text: '', attachments: [], refusals: [] });

    draft.setText('second');
    draft.restore(snapshot);
    expect(draft.getSnapshot().text).toBe('first\nsecond');
    expect(names()).toEqual(['a', 'b']);
    expect(statuses()).toEqual(['ready', 'ready']);
    const shown = draft.getSnapshot().attachments.map(({ previewUrl }) => previewUrl);
    expect(new Set(shown)).toEqual(urls);
  });

  it('takes stored pictures as they are', () => {
    const { draft, statuses, urls } = setUp();
    draft.addExisting([storedImage('a.jpg')]);
    expect(statuses()).toEqual(['ready']);
    expect(draft.getSnapshot().attachments[0]?.previewUrl).toBe('/api/attachments/id of a.jpg');
    draft.clear();
    expect(urls.size).toBe(0);
  });

  it('uploads again what it has the bytes of', async () => {
    const { draft, uploads, finish, statuses } = setUp();
    draft.add([imageFile('a.jpg')]);
    await finish();
    draft.addExisting([storedImage('old.jpg')]);
    const again = draft.uploadAgain();
    await settle();
    expect(uploads.map(({ name }) => name)).toEqual(['a.jpg']);
    expect(statuses()).toEqual(['uploading', 'ready']);
    await finish();
    await again;
    expect(statuses()).toEqual(['ready', 'ready']);
  });

  it('does not mind how an upload ends that was begun anew', async () => {
    const { draft, preparations, uploads, statuses, finish } = setUp();
    draft.add([imageFile('a.jpg')]);
    preparations.splice(0)[0]?.done(preparedImage());
    await settle();
    const [first] = uploads.splice(0);
    void draft.uploadAgain();
    expect(first?.signal.aborted).toBe(true);
    first?.fail(first.signal.reason);
    await settle();
    expect(statuses()).toEqual(['uploading']);
    await finish();
    expect(statuses()).toEqual(['ready']);
  });

  it('tells its listeners of each change, and gives the same snapshot between changes', () => {
    const { draft } = setUp();
    let calls = 0;
    const stop = draft.subscribe(() => {
      calls += 1;
    });
    draft.setText('a');
    expect(draft.getSnapshot()).toBe(draft.getSnapshot());
    stop();
    draft.setText('b');
    expect(calls).toBe(1);
  });
});
