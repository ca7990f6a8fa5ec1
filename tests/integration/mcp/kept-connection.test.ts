import { setImmediate } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startHostileServer, startMcpServer } from '../../support/mcp/for-one-test';
import {
  ANNA,
  agreeToAll,
  contextOf,
  findTool,
  openMcp,
  serverAt,
} from '../../support/mcp/open-mcp';
import { ADD } from '../../support/mcp/run-hostile-server';

const IDLE_MS = 5 * 60 * 1000;
const SUM = { left: 2, right: 2 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
});

test('a server that nobody uses is left, as often as it was met, also by who kept its tool', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  const tool = await findTool(mcp, 'sums_add');
  for (let time = 0; time < 2; time += 1) {
    expect(await tool.call(SUM, contextOf(ANNA))).toMatchObject({ text: '4' });
    vi.advanceTimersByTime(IDLE_MS - 1);
    await setImmediate();
    expect(server.sessions.size).toBe(1);
    vi.advanceTimersByTime(1);
    while (server.sessions.size > 0) await setImmediate();
  }
});

test('a server is not left while a call of it is running', async () => {
  const begun = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const server = await startHostileServer({
    answer: ({ method, id }, response) => {
      if (method !== 'tools/call') return false;
      begun.resolve();
      const result = { content: [{ type: 'text', text: 'at last' }] };
      const text = JSON.stringify({ jsonrpc: '2.0', id, result });
      const head = { 'content-type': 'application/json' };
      void held.promise.then(() => response.writeHead(200, head).end(text));
      return true;
    },
  });
  const { mcp } = await openMcp([serverAt('slow', server.url)]);
  await agreeToAll(mcp);
  const tool = await findTool(mcp, 'slow_add');
  const call = tool.call(SUM, contextOf(ANNA));
  await begun.promise;
  vi.advanceTimersByTime(IDLE_MS);
  held.resolve();
  expect(await call).toMatchObject({ text: 'at last' });
});

test('what broke while nobody asked is opened anew before the next call', async () => {
  const spoilt = 'data: {"a":1}\n\n';
  const server = await startHostileServer({
    answer: ({ method, id }, response) => {
      if (method !== 'tools/list') return false;
      const listed = JSON.stringify({ jsonrpc: '2.0', id, result: { tools: [ADD] } });
      const head = { 'content-type': 'text/event-stream' };
      response.writeHead(200, head).end(`data: ${listed}\n\n${spoilt}`);
      return true;
    },
  });
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  const tool = await findTool(mcp, 'sums_add');
  expect(await tool.call(SUM, contextOf(ANNA))).toMatchObject({ text: 'fine' });
  const asked = server.seen.map(({ body }) => JSON.parse(body).method);
  expect(asked.filter((method) => method === 'initialize')).toHaveLength(2);
  expect(asked.filter((method) => method === 'tools/call')).toHaveLength(1);
});
