import { expect, test } from 'vitest';
import { asId, type UserId } from '@/lib/domain/ids';
import { createSqlSettingsStore } from '@/lib/server/settings-store/settings-store';
import { describeEngines } from '../../support/engines';

const ANNA = { userId: asId<UserId>('anna') };
const BERT = { userId: asId<UserId>('bert') };

describeEngines('the settings store', (open) => {
  test('settings are a person’s own, the last ones win, and all can go', async () => {
    const { database, close } = await open();
    const store = createSqlSettingsStore(database);
    expect(await store.read(ANNA)).toEqual({ systemPrompt: '', keepsLargest: false });
    await store.write(ANNA, { systemPrompt: 'One' });
    await store.write(ANNA, { systemPrompt: 'Two; \'"🙂' });
    await store.write(BERT, { systemPrompt: 'Mine' });
    expect(await store.read(ANNA)).toEqual({ systemPrompt: 'Two; \'"🙂', keepsLargest: false });
    await store.removeAll(ANNA);
    expect(await store.read(ANNA)).toEqual({ systemPrompt: '', keepsLargest: false });
    expect(await store.read(BERT)).toEqual({ systemPrompt: 'Mine', keepsLargest: false });
    await close();
  });

  test('what a change does not name stays as it is', async () => {
    const { database, close } = await open();
    const store = createSqlSettingsStore(database);
    await store.write(ANNA, { systemPrompt: 'One', keepsLargest: true });
    await store.write(ANNA, { systemPrompt: 'Two' });
    expect(await store.read(ANNA)).toEqual({ systemPrompt: 'Two', keepsLargest: true });
    await store.write(ANNA, { keepsLargest: false });
    expect(await store.read(ANNA)).toEqual({ systemPrompt: 'Two', keepsLargest: false });
    await store.write(ANNA, {});
    expect(await store.read(ANNA)).toEqual({ systemPrompt: 'Two', keepsLargest: false });
    await close();
  });
});
