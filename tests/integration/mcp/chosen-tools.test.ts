import { expect, test } from 'vitest';
import { createToolbox } from '@/lib/server/tools/toolbox';
import { fakeTool } from '../../support/fake-tool';
import { startHostileServer } from '../../support/mcp/for-one-test';
import { ANNA, agreeToAll, BERT, openMcp, serverAt } from '../../support/mcp/open-mcp';

const calculator = fakeTool(async () => ({ text: '' }), { key: 'calculator' });

test('only servers are asked whose tools are chosen', async () => {
  const [first, second] = [await startHostileServer({}), await startHostileServer({})];
  const servers = [serverAt('first', first.url), serverAt('second', second.url)];
  const { mcp, pins } = await openMcp(servers);
  await agreeToAll(mcp);
  // Nothing that Anna's clients know is known to Bert's.
  for (const { toolKey, definition } of await pins.list(ANNA)) {
    await pins.pin(BERT, toolKey, definition);
  }
  const before = [first.seen.length, second.seen.length];
  const toolbox = createToolbox([{ list: async () => [calculator] }, mcp.tools]);
  const choose = async (...keys: string[]) =>
    (await toolbox.choose(BERT, keys)).map(({ key }) => key);

  expect(await choose('calculator')).toEqual(['calculator']);
  expect([first.seen.length, second.seen.length]).toEqual(before);
  expect(await choose('mcp:second:add', 'calculator')).toEqual(['calculator', 'mcp:second:add']);
  expect(first.seen.length).toBe(before[0]);
  expect(second.seen.length).toBeGreaterThan(before[1] ?? 0);
  expect(await choose('mcp:first:add')).toEqual(['mcp:first:add']);
});
