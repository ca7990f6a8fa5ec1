import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { asId, type ModelId, type PresetId, type UserId } from '@/lib/domain/ids';
import type { PresetSettings } from '@/lib/domain/preset/preset';
import { MAX_PRESETS } from '@/lib/protocol/presets';
import { createSqlPresetStore } from '@/lib/server/preset-store/preset-store';
import { describeEngines, type OpenEmptyStore } from '../../support/engines';

const ANNA = { userId: asId<UserId>('anna') };
const BERT = { userId: asId<UserId>('bert') };
const CHOSEN: PresetSettings = {
  modelId: asId<ModelId>('lab/one'),
  systemPrompt: 'You read receipts; \'"🙂',
  generation: { temperature: 0, stop: ['END'], seed: 7, thinks: false },
  responseFormat: { type: 'json-schema', name: 'receipt', schema: { type: 'object' } },
  tools: ['calculator', 'own:1'],
};

async function opened(open: OpenEmptyStore) {
  const { database, close } = await open();
  const store = createSqlPresetStore(database, { now: () => 1000, newId: randomUUID });
  const names = async (actor = ANNA) => (await store.list(actor)).map(({ name }) => name);
  return { store, names, close };
}

describeEngines('the preset store', (open) => {
  test('keeps every setting as it is, by name, for its owner alone', async () => {
    const { store, names, close } = await opened(open);
    await store.add(ANNA, { name: 'b', settings: {} }, 'refuse');
    const added = await store.add(ANNA, { name: 'B', settings: CHOSEN }, 'refuse');
    expect(added).toMatchObject({ name: 'B', settings: CHOSEN });
    await store.add(BERT, { name: 'b', settings: {} }, 'refuse');
    expect(await names()).toEqual(['B', 'b']);
    expect((await store.list(ANNA))[0]).toEqual(added);
    expect(await names(BERT)).toEqual(['b']);
    await close();
  });

  test('a name that is taken is refused, or gets the next number', async () => {
    const { store, names, close } = await opened(open);
    const preset = { name: 'Receipts', settings: {} };
    await store.add(ANNA, preset, 'refuse');
    await expect(store.add(ANNA, preset, 'refuse')).rejects.toMatchObject({
      code: 'preset-name-taken',
    });
    await store.add(ANNA, preset, 'number');
    const [third, fourth] = await Promise.all([
      store.add(ANNA, preset, 'number'),
      store.add(ANNA, preset, 'number'),
    ]);
    expect([third.name, fourth.name].toSorted()).toEqual(['Receipts (3)', 'Receipts (4)']);
    expect(await names()).toHaveLength(4);
    await close();
  });

  test('is renamed and changed, unless the name is taken or it is not there', async () => {
    const { store, names, close } = await opened(open);
    const { id } = await store.add(ANNA, { name: 'One', settings: {} }, 'refuse');
    await store.add(ANNA, { name: 'Two', settings: {} }, 'refuse');
    expect(await store.replace(ANNA, id, { name: 'Three', settings: CHOSEN })).toEqual({
      id,
      name: 'Three',
      settings: CHOSEN,
    });
    await store.replace(ANNA, id, { name: 'Three', settings: {} });
    const taken = store.replace(ANNA, id, { name: 'Two', settings: {} });
    await expect(taken).rejects.toMatchObject({ code: 'preset-name-taken' });
    const foreign = store.replace(BERT, id, { name: 'Mine', settings: {} });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
    expect(await names()).toEqual(['Three', 'Two']);
    await close();
  });

  test('goes when its owner says so, one or all', async () => {
    const { store, names, close } = await opened(open);
    const { id } = await store.add(ANNA, { name: 'One', settings: {} }, 'refuse');
    await store.add(ANNA, { name: 'Two', settings: {} }, 'refuse');
    await store.add(BERT, { name: 'Mine', settings: {} }, 'refuse');
    expect(await store.remove(BERT, id)).toBe(false);
    expect(await store.remove(ANNA, asId<PresetId>(randomUUID()))).toBe(false);
    expect(await store.remove(ANNA, id)).toBe(true);
    expect(await names()).toEqual(['Two']);
    await store.removeAll(ANNA);
    expect(await names()).toEqual([]);
    expect(await names(BERT)).toEqual(['Mine']);
    await close();
  });

  describe('the limit', () => {
    test('is told, and is each person’s own', async () => {
      const { store, close } = await opened(open);
      const preset = (number: number) => ({ name: `${number}`, settings: {} });
      for (let number = 0; number < MAX_PRESETS; number += 1) {
        await store.add(ANNA, preset(number), 'refuse');
      }
      const more = store.add(ANNA, preset(-1), 'number');
      await expect(more).rejects.toMatchObject({ code: 'preset-limit' });
      await store.add(BERT, preset(1), 'refuse');
      await close();
    });
  });
});
