import { expect, test } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ConnectionProfileStore } from '@/lib/server/connection-profile-store/connection-profile-store';
import { createMemoryConnectionProfileStore } from '@/lib/server/connection-profile-store/memory-connection-profile-store';
import { LearntProfile } from '@/lib/server/provider/learnt-profile';

const HOUR_MS = 60 * 60 * 1000;

function profileAt(store: ConnectionProfileStore, address = 'http://one/v1', now = () => 0) {
  return new LearntProfile({ connectionId: 'lab', address, store, now });
}

test('what one process learns the others know', async () => {
  const store = createMemoryConnectionProfileStore();
  const [one, other] = [profileAt(store), profileAt(store)];
  await one.learn({ refusedFields: ['seed'] });
  await other.learn({ refusedFields: ['stop'], tools: 'whole' });
  expect(await one.read()).toMatchObject({ refusedFields: ['seed', 'stop'], tools: 'whole' });
  expect(one.last).toEqual(other.last);
});

test('nothing of it holds at another address', async () => {
  const store = createMemoryConnectionProfileStore();
  await profileAt(store).learn({ refusedFields: ['seed'], dialect: 'llama' });
  const moved = profileAt(store, 'http://two/v1');
  expect(await moved.read()).toEqual({ refusedFields: [] });
  await moved.learn({ tools: 'whole' });
  expect(await moved.read()).toEqual({
    refusedFields: [],
    tools: 'whole',
    address: 'http://two/v1',
  });
});

test('refusals are forgotten after a day, and only they', async () => {
  const store = createMemoryConnectionProfileStore();
  let now = 0;
  const profile = profileAt(store, undefined, () => now);
  await profile.learn({ refusedFields: ['seed'], dialect: 'llama' });
  now = 24 * HOUR_MS - 1;
  expect((await profile.read()).refusedFields).toEqual(['seed']);
  now = 24 * HOUR_MS;
  expect(await profile.read()).toMatchObject({ refusedFields: [], dialect: 'llama' });
  await profile.learn({ refusedFields: ['stop'] });
  expect(await profile.read()).toMatchObject({ refusedFields: ['stop'], dialect: 'llama' });
});

test('limits that a refusal taught are forgotten after a day, each by itself, and no others', async () => {
  const store = createMemoryConnectionProfileStore();
  let now = 0;
  const profile = profileAt(store, undefined, () => now);
  await store.update('lab', (known) => ({ ...known, tools: 'whole', maxImageBase64Characters: 9 }));
  await profile.learn({ maxImagesByModel: { small: 1 } });
  now = 12 * HOUR_MS;
  await profile.learn({ maxImagesBase64Characters: 180_000 });
  now = 24 * HOUR_MS;
  const rest = { refusedFields: [], address: 'http://one/v1', tools: 'whole' };
  expect(await profile.read()).toEqual({
    ...rest,
    maxImageBase64Characters: 9,
    maxImagesBase64Characters: 180_000,
    taughtAt: { maxImagesBase64Characters: 12 * HOUR_MS },
  });
  await profile.learn({ maxImageBase64Characters: 5 });
  now = 48 * HOUR_MS;
  expect(await profile.read()).toMatchObject(rest);
  expect(Object.keys(profile.last)).not.toContain('maxImageBase64Characters');
  // Once more learnt it holds for another day.
  await profile.learn({ maxImagesByModel: { small: 2 } });
  expect(await profileAt(store, undefined, () => now).read()).toMatchObject({
    maxImagesByModel: { small: 2 },
  });
});

test('a store that is away fails no answer; what was learnt meanwhile is known here', async () => {
  const away = () => Promise.reject(new AppError('store-unavailable'));
  const profile = profileAt({ read: away, update: away });
  await profile.learn({ refusedFields: ['seed'] });
  expect((await profile.read()).refusedFields).toEqual(['seed']);
});
