import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createMemoryTokenStore } from '@/lib/server/rate/memory-token-store';
import { createSqlTokenStore } from '@/lib/server/rate/sql-token-store';
import { describeEngines } from '../../support/engines';

describeEngines('the tokens of a key', (open) => {
  test('as many as there are can be taken, each once, whoever asks at once', async () => {
    const { database, openAgain, close } = await open();
    const stores = [createSqlTokenStore(database), createSqlTokenStore(openAgain())];
    const bucket = { id: 'key', size: 7 };
    const asked = Array.from({ length: 20 }, (_, index) => stores[index % 2]?.take(bucket));
    const waits = await Promise.all(asked);
    expect(waits.filter((each) => each?.length === 0)).toHaveLength(7);
    for (const each of waits.filter((wait) => wait?.length !== 0)) {
      expect(each).toHaveLength(7);
      expect(each).toEqual(each?.toSorted((left, right) => left - right));
      expect(Math.max(...(each ?? []))).toBeLessThanOrEqual(60_000);
    }
    expect(await stores[0]?.take({ id: 'other', size: 1 })).toEqual([]);
    await close();
  });

  test('one comes back a minute after it was taken', async () => {
    const { database, close } = await open();
    const store = createSqlTokenStore(database);
    const bucket = { id: 'key', size: 2 };
    await store.take(bucket);
    await store.take(bucket);
    const [soonest = 0] = await store.take(bucket);
    expect(soonest).toBeGreaterThan(0);
    // As if the rest of the minute had passed.
    await sql`update rate_token set free_at = free_at - ${soonest} where number = 0`.execute(
      database,
    );
    expect(await store.take(bucket)).toEqual([]);
    await close();
  });

  test('a block holds for all, and then they come one by one', async () => {
    const { database, openAgain, close } = await open();
    const bucket = { id: 'key', size: 3 };
    const store = createSqlTokenStore(database);
    await store.take(bucket);
    await store.block(bucket, 1_000_000);
    const [first = 0, second = 0, third = 0] = await createSqlTokenStore(openAgain()).take(bucket);
    expect(first).toBeGreaterThan(900_000);
    // To a second: a clock goes on between two rows.
    expect([second - first, third - second].map((gap) => Math.round(gap / 1000))).toEqual([20, 20]);
    // A shorter one lets none come earlier.
    await store.block(bucket, 1_000);
    expect(await store.take(bucket)).toHaveLength(3);
    expect((await store.take(bucket))[0]).toBeGreaterThan(900_000);
    await close();
  });

  test('a bucket made smaller has only that many', async () => {
    const { database, close } = await open();
    const store = createSqlTokenStore(database);
    expect(await store.take({ id: 'key', size: 3 })).toEqual([]);
    expect(await store.take({ id: 'key', size: 1 })).toHaveLength(1);
    expect(await store.take({ id: 'key', size: 4 })).toEqual([]);
    await close();
  });
});

describe('the tokens of a key in memory', () => {
  test('are taken, come back after a minute, and can be blocked', async () => {
    let now = 0;
    const store = createMemoryTokenStore(() => now);
    const bucket = { id: 'key', size: 2 };
    expect(await store.take(bucket)).toEqual([]);
    now = 1_000;
    expect(await store.take(bucket)).toEqual([]);
    expect(await store.take(bucket)).toEqual([59_000, 60_000]);
    now = 60_000;
    expect(await store.take(bucket)).toEqual([]);
    await store.block(bucket, 10_000);
    expect(await store.take(bucket)).toEqual([10_000, 60_000]);
  });
});
