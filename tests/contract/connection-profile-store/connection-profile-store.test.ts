import { expect, test } from 'vitest';
import { createSqlConnectionProfileStore } from '@/lib/server/connection-profile-store/sql-connection-profile-store';
import { describeEngines } from '../../support/engines';

const now = () => 7;

describeEngines('the connection profiles', (open, engine) => {
  test('each connection has its own; what is newly known is added; all can be forgotten', async () => {
    const { database, close } = await open();
    const store = createSqlConnectionProfileStore(database, { now });
    expect(await store.read('one')).toEqual({ refusedFields: [] });
    await store.merge('one', { dialect: 'llama', refusedFields: ['seed'], contextWindow: 8192 });
    await store.merge('two', { tools: 'whole' });
    const known = await store.merge('one', {
      refusedFields: ['stop', 'seed'],
      contextWindow: 4096,
      maxImages: undefined,
      usage: true,
    });
    expect(known).toEqual({
      dialect: 'llama',
      refusedFields: ['seed', 'stop'],
      contextWindow: 4096,
      usage: true,
    });
    expect(await store.read('one')).toEqual(known);
    await store.forget('one');
    expect(await store.read('one')).toEqual({ refusedFields: [] });
    expect(await store.read('two')).toEqual({ refusedFields: [], tools: 'whole' });
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
        (index % 2 === 0 ? store : other).merge('one', { refusedFields: [field] }),
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
