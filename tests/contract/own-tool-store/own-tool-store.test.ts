import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { asId, type ToolId, type UserId } from '@/lib/domain/ids';
import type { NewOwnTool } from '@/lib/domain/tool/own-tool';
import { createSqlOwnToolStore } from '@/lib/server/own-tool-store/own-tool-store';
import { describeEngines } from '../../support/engines';

const ANNA = { userId: asId<UserId>('anna') };
const BERT = { userId: asId<UserId>('bert') };
const toolOf = (name: string): NewOwnTool => ({
  name,
  description: 'Says “hello” \\ 🙂',
  parameters: { type: 'object', properties: { constructor: { type: 'string' } } },
  action: { type: 'reply', text: 'hello' },
});

describeEngines('the tools that people made', (open) => {
  async function openStore() {
    const { database, close } = await open();
    let now = 0;
    const store = createSqlOwnToolStore(database, { now: () => (now += 1), newId: randomUUID });
    return { store, database, close };
  }

  test('are a person’s own, in the order they were made', async () => {
    const { store, close } = await openStore();
    const first = await store.add(ANNA, toolOf('first'));
    const second = await store.add(ANNA, toolOf('second'));
    const theirs = await store.add(BERT, toolOf('theirs'));
    expect(await store.list(ANNA)).toEqual([first, second]);
    expect(await store.list(BERT)).toEqual([theirs]);
    await close();
  });

  test('become others, and go', async () => {
    const { store, close } = await openStore();
    const { id } = await store.add(ANNA, toolOf('first'));
    const changed: NewOwnTool = { ...toolOf('renamed'), action: { type: 'by-hand' } };
    expect(await store.replace(ANNA, id, changed)).toEqual({ ...changed, id });
    expect(await store.list(ANNA)).toEqual([{ ...changed, id }]);
    expect(await store.remove(ANNA, id)).toBe(true);
    expect(await store.remove(ANNA, id)).toBe(false);
    expect(await store.replace(ANNA, id, changed)).toBeNull();
    await close();
  });

  test('of others are as if there were none', async () => {
    const { store, close } = await openStore();
    const theirs = await store.add(BERT, toolOf('theirs'));
    for (const id of [theirs.id, asId<ToolId>(randomUUID())]) {
      expect(await store.replace(ANNA, id, toolOf('mine'))).toBeNull();
      expect(await store.remove(ANNA, id)).toBe(false);
    }
    await store.add(ANNA, toolOf('mine'));
    await store.removeAll(ANNA);
    expect(await store.list(ANNA)).toEqual([]);
    expect(await store.list(BERT)).toEqual([theirs]);
    await close();
  });

  test('are a hundred at most', async () => {
    const { store, close } = await openStore();
    for (let count = 0; count < 100; count += 1) await store.add(ANNA, toolOf(`tool_${count}`));
    await expect(store.add(ANNA, toolOf('more'))).rejects.toMatchObject({ code: 'tool-count' });
    await store.add(BERT, toolOf('theirs'));
    await close();
  });

  test('are there with parameters that were a schema once', async () => {
    const { store, database, close } = await openStore();
    const properties = { age: { type: 'number', minimum: 0, exclusiveMinimum: true } };
    const old = { ...toolOf('old'), parameters: { type: 'object', properties } };
    const id = asId<ToolId>(randomUUID());
    const row = { id, owner_id: 'anna', tool: JSON.stringify(old), created_at: 0 };
    await database.insertInto('own_tool').values(row).execute();
    expect(await store.list(ANNA)).toEqual([{ ...old, id }]);
    await close();
  });

  test('that another version wrote are left out', async () => {
    const { store, database, close } = await openStore();
    const row = { id: randomUUID(), owner_id: 'anna', tool: '{"name":"old"}', created_at: 0 };
    await database.insertInto('own_tool').values(row).execute();
    expect(await store.list(ANNA)).toEqual([]);
    await close();
  });
});
