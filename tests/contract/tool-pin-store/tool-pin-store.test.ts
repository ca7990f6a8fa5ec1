import { expect, test } from 'vitest';
import { asId, type UserId } from '@/lib/domain/ids';
import type { ToolDefinition } from '@/lib/domain/prompt/prompt';
import { createSqlToolPinStore } from '@/lib/server/tool-pin-store/tool-pin-store';
import { fingerprintOf } from '@/lib/server/tools/fingerprint';
import { describeEngines } from '../../support/engines';

const ANNA = { userId: asId<UserId>('anna') };
const BERT = { userId: asId<UserId>('bert') };

const tool = (name: string, description = 'Adds; \'"🙂'): ToolDefinition => ({
  name,
  description,
  parameters: { type: 'object', properties: { '"': { type: ['number', 'null'] } } },
});
const pinOf = (toolKey: string, definition: ToolDefinition) => ({
  toolKey,
  fingerprint: fingerprintOf(definition),
  definition,
});

describeEngines('the store of pins', (open) => {
  test('a pin is a person’s own, the last one wins, and it can be taken back', async () => {
    const { database, close } = await open();
    const store = createSqlToolPinStore(database);
    expect(await store.list(ANNA)).toEqual([]);
    await store.pin(ANNA, 'mcp:b:add', tool('b_add'));
    await store.pin(ANNA, 'mcp:a:add', tool('a_add', 'old'));
    await store.pin(ANNA, 'mcp:a:add', tool('a_add'));
    await store.pin(BERT, 'mcp:a:add', tool('a_add', 'his'));
    expect(await store.list(ANNA)).toEqual([
      pinOf('mcp:a:add', tool('a_add')),
      pinOf('mcp:b:add', tool('b_add')),
    ]);
    await store.remove(ANNA, []);
    await store.remove(ANNA, ['mcp:a:add', 'mcp:none:x']);
    expect(await store.list(ANNA)).toEqual([pinOf('mcp:b:add', tool('b_add'))]);
    expect(await store.list(BERT)).toEqual([pinOf('mcp:a:add', tool('a_add', 'his'))]);
    await store.pin(ANNA, '__proto__', tool('constructor'));
    await store.removeAll(ANNA);
    expect(await store.list(ANNA)).toEqual([]);
    expect(await store.list(BERT)).toHaveLength(1);
    await close();
  });
});
