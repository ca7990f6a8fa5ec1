import { afterEach, beforeEach, expect, test } from 'vitest';
import { asId, type UserId } from '@/lib/domain/ids';
import { migrate } from '@/lib/server/database/migrate';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { createSqlSettingsStore } from '@/lib/server/settings-store/settings-store';

const ANNA = { userId: asId<UserId>('anna') };
const BERT = { userId: asId<UserId>('bert') };

let database: ReturnType<typeof openSqlite>;
beforeEach(async () => {
  database = openSqlite(':memory:');
  await migrate(database);
});
afterEach(() => database.destroy());

test('settings are a person’s own, the last ones win, and all can go', async () => {
  const store = createSqlSettingsStore(database);
  expect(await store.read(ANNA)).toEqual({ systemPrompt: '' });
  await store.write(ANNA, { systemPrompt: 'One' });
  await store.write(ANNA, { systemPrompt: 'Two; \'"🙂' });
  await store.write(BERT, { systemPrompt: 'Mine' });
  expect(await store.read(ANNA)).toEqual({ systemPrompt: 'Two; \'"🙂' });
  await store.removeAll(ANNA);
  expect(await store.read(ANNA)).toEqual({ systemPrompt: '' });
  expect(await store.read(BERT)).toEqual({ systemPrompt: 'Mine' });
});
