import { expect, test } from 'vitest';
import { mcpOverviewSchema } from '@/lib/protocol/mcp';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { startMcpServer } from '../../support/mcp/for-one-test';
import { ANNA, agreeToAll, BERT, openMcp, serverAt } from '../../support/mcp/open-mcp';
import { openTestContext } from '../../support/test-context';
import { call, install, routeOf } from '../routes/routes';

const MINE = { name: 'mine', url: 'https://localhost/mcp' };

test('a person’s servers are a person’s own, and reach the public network alone', async () => {
  const near = await startMcpServer();
  const { mcp } = await openMcp([]);
  // What the route would not let through is no server either.
  await mcp.writeOwn(ANNA, [MINE, { name: 'inside', url: near.url }]);
  expect((await mcp.overview(ANNA)).own).toEqual([MINE]);
  expect((await mcp.overview(ANNA)).servers).toMatchObject([
    {
      name: 'mine',
      isOwn: true,
      state: 'away',
      error: { code: 'mcp-forbidden', details: { server: 'mine' } },
    },
  ]);
  expect(near.seen).toEqual([]);
  expect((await mcp.overview(BERT)).own).toEqual([]);
});

test('names are the operator’s first', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('mine', server.url)]);
  await expect(mcp.writeOwn(ANNA, [MINE])).rejects.toMatchObject({
    code: 'mcp-name-taken',
    details: { name: 'mine' },
  });
  expect((await mcp.overview(ANNA)).servers).toMatchObject([{ isOwn: false, state: 'connected' }]);
});

test('where people may add none, none is added and those there are rest', async () => {
  const { mcp } = await openMcp([], { mayAdd: false });
  await expect(mcp.writeOwn(ANNA, [MINE])).rejects.toMatchObject({ code: 'mcp-off' });
  expect(await mcp.overview(ANNA)).toEqual({ mayAdd: false, own: [], servers: [] });
});

test('what was agreed to goes with the server, and with its address', async () => {
  const server = await startMcpServer();
  const { mcp, pins } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  const [pin] = await pins.list(ANNA);
  if (!pin) throw new Error('no pin');
  const kept = { name: 'kept', url: 'https://kept.example/mcp' };
  const moved = { name: 'moved', url: 'https://moved.example/mcp' };
  const gone = { name: 'gone', url: 'https://gone.example/mcp' };
  await mcp.writeOwn(ANNA, [kept, moved, gone]);
  await pins.removeAll(ANNA);
  for (const { name } of [kept, moved, gone]) {
    await pins.pin(ANNA, `mcp:${name}:add`, pin.definition);
  }
  await mcp.writeOwn(ANNA, [kept, { ...moved, url: 'https://other.example/mcp' }]);
  expect((await pins.list(ANNA)).map(({ toolKey }) => toolKey)).toEqual(['mcp:kept:add']);
});

test('all data of a person holds servers and pins', async () => {
  const { context } = await openTestContext({ MCP_ALLOW_SETTINGS: '1' });
  install(context);
  const put = await call(routeOf('PUT', '/api/mcp'), { body: { servers: [MINE] } });
  expect(put.status).toBe(204);
  const definition = { name: 'mine_add', description: '', parameters: {} };
  await context.toolPins.pin(LOCAL_ACTOR, 'mcp:mine:add', definition);
  const shown = await (await call(routeOf('GET', '/api/mcp'))).json();
  expect(mcpOverviewSchema.parse(shown)).toMatchObject({ mayAdd: true, own: [MINE] });
  await call(routeOf('DELETE', '/api/conversations'));
  expect(await context.toolPins.list(LOCAL_ACTOR)).toEqual([]);
  expect(await context.mcp.overview(LOCAL_ACTOR)).toEqual({ mayAdd: true, own: [], servers: [] });
});

test.each([
  [{ name: 'Mine', url: MINE.url }],
  [{ name: 'mine', url: 'http://host.example/mcp' }],
  [{ name: 'mine', url: 'https://host.example:8443/mcp' }],
  [{ name: 'mine', url: 'https://me:word@host.example/mcp' }],
  [{ name: 'mine', url: 'stdio:///bin/sh' }],
  [{ name: 'mine', command: 'npx' }],
])('%j is no server', async (server) => {
  const { context } = await openTestContext({ MCP_ALLOW_SETTINGS: '1' });
  install(context);
  const response = await call(routeOf('PUT', '/api/mcp'), { body: { servers: [server] } });
  expect(response.status).toBe(400);
});
