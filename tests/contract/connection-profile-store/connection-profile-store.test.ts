import { expect, test } from 'vitest';
import {
  type ConnectionProfile,
  EMPTY_PROFILE,
  mergeProfile,
  type ProfileChange,
} from '@/lib/domain/connection/connection-profile';
import type { ConnectionProfileStore } from '@/lib/server/connection-profile-store/connection-profile-store';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { createSqlConnectionProfileStore } from '@/lib/server/connection-profile-store/sql-connection-profile-store';
import { describeEngines } from '../../support/engines';

const now = () => 7;
const learn = (change: ProfileChange) => (profile: ConnectionProfile) =>
  mergeProfile(profile, change);

async function keepsProfiles(store: ConnectionProfileStore): Promise<void> {
  expect(await store.read('one')).toEqual({ refusedFields: [] });
  await store.update(
    'one',
    learn({ dialect: 'llama', refusedFields: ['seed'], maxBodyBytes: 8192 }),
  );
  await store.update('two', learn({ tools: 'whole' }));
  const known = await store.update(
    'one',
    learn({
      refusedFields: ['stop', 'seed'],
      maxBodyBytes: 4096,
      maxImageBase64Characters: undefined,
      tools: 'streamed',
    }),
  );
  expect(known).toEqual({
    dialect: 'llama',
    refusedFields: ['seed', 'stop'],
    maxBodyBytes: 4096,
    tools: 'streamed',
  });
  expect(await store.read('one')).toEqual(known);
  const seen: ConnectionProfile[] = [];
  await store.update('one', (profile) => {
    seen.push(profile);
    return { refusedFields: ['top_k'] };
  });
  expect(seen).toEqual([known]);
  // What an update leaves out is forgotten.
  expect(await store.read('one')).toEqual({ refusedFields: ['top_k'] });
  await store.update('one', () => EMPTY_PROFILE);
  expect(await store.read('one')).toEqual({ refusedFields: [] });
  expect(await store.read('two')).toEqual({ refusedFields: [], tools: 'whole' });
}

test('the connection profiles in memory: each connection has its own, and an update replaces it', () =>
  keepsProfiles(createMemoryConnectionProfileStore()));

describeEngines('the connection profiles', (open, engine) => {
  test('each connection has its own, and an update replaces it', async () => {
    const { database, close } = await open();
    await keepsProfiles(createSqlConnectionProfileStore(database, { now }));
    await close();
  });

  test('an update that throws changes nothing', async () => {
    const { database, close } = await open();
    const store = createSqlConnectionProfileStore(database, { now });
    await store.update('one', learn({ tools: 'whole' }));
    const failing = store.update('one', () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await store.read('one')).toEqual({ refusedFields: [], tools: 'whole' });
    await close();
  });

  test('what several learn at once is all kept', async () => {
    const { database, openAgain, close } = await open();
    // A file has one process; any number share a Postgres.
    const shared = engine === 'postgres' ? openAgain() : database;
    const other = createSqlConnectionProfileStore(shared, { now });
    const store = createSqlConnectionProfileStore(database, { now });
    const fields = ['a', 'b', 'c', 'd', 'e', 'f'];
    await Promise.all(
      fields.map((field, index) =>
        (index % 2 === 0 ? store : other).update('one', learn({ refusedFields: [field] })),
      ),
    );
    expect((await store.read('one')).refusedFields.toSorted()).toEqual(fields);
    await close();
  });

  test('what another version wrote is learnt anew', async () => {
    const { database, close } = await open();
    const profile = JSON.stringify({ refusedFields: 'all', dialect: 'klingon' });
    const row = { connection_id: 'one', profile, updated_at: 1 };
    await database.insertInto('connection_profile').values(row).execute();
    const store = createSqlConnectionProfileStore(database, { now });
    expect(await store.read('one')).toEqual({ refusedFields: [] });
    await close();
  });
});
