import { expect, test } from 'vitest';
import { createToolbox } from '@/lib/server/tools/toolbox';
import { startHostileServer, startMcpServer } from '../../support/mcp/for-one-test';
import {
  ANNA,
  agreeToAll,
  BERT,
  callTool,
  contextOf,
  findTool,
  HEADER_VALUE,
  openMcp,
  serverAt,
} from '../../support/mcp/open-mcp';
import { ADD, sendJson } from '../../support/mcp/run-hostile-server';

test.each(['events', 'json'] as const)(
  'tools of a server that answers as %s are listed, agreed to and called',
  async (form) => {
    const server = await startMcpServer(form);
    const { mcp } = await openMcp([serverAt('sums', server.url)]);
    const [shown] = (await mcp.overview(ANNA)).servers;
    expect(shown).toMatchObject({ name: 'sums', state: 'connected', isOwn: false, isCut: false });
    expect(shown?.tools.map(({ key, state }) => [key, state])).toEqual([
      ['mcp:sums:add', 'off'],
      ['mcp:sums:photo', 'off'],
      ['mcp:sums:fail', 'off'],
      ['mcp:sums:talk', 'off'],
      ['mcp:sums:whose', 'off'],
    ]);
    expect(await mcp.tools.list(ANNA)).toEqual([]);
    await agreeToAll(mcp);
    const add = await findTool(mcp, 'sums_add');
    expect(add).toMatchObject({
      key: 'mcp:sums:add',
      origin: { type: 'mcp', server: 'sums' },
      defaultApproval: 'ask',
      definition: {
        description: '[sums] Adds two numbers',
        parameters: { type: 'object', required: ['left', 'right'] },
      },
    });
    expect(await callTool(mcp, 'sums_add', { left: 2, right: 40 })).toEqual({
      text: '42',
      images: [],
      isError: false,
    });
    expect(await callTool(mcp, 'sums_talk')).toMatchObject({ text: 'done', isError: false });
    expect(await callTool(mcp, 'sums_whose')).toMatchObject({ text: HEADER_VALUE });
  },
);

test('a picture in a result is stored and given to the model', async () => {
  const server = await startMcpServer();
  const { mcp, attachments } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  const { text, images = [] } = await callTool(mcp, 'sums_photo');
  expect(text).toBe('Here it is');
  expect(images).toHaveLength(1);
  expect(images[0]).toMatchObject({ mediaType: 'image/jpeg' });
  expect(
    await attachments.find(
      ANNA,
      images.map(({ id }) => id),
    ),
  ).toEqual(images);
  expect(
    await attachments.find(
      BERT,
      images.map(({ id }) => id),
    ),
  ).toEqual([]);
});

test('what a tool says of its failure is its result', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  expect(await callTool(mcp, 'sums_fail')).toMatchObject({ text: 'no luck today', isError: true });
  const refused = await callTool(mcp, 'sums_add', { left: 'two' });
  expect(refused).toMatchObject({ isError: true });
  expect(refused.text).toContain('left');
});

test('each person has a client and pins of their own', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp, ANNA);
  expect(await mcp.tools.list(BERT)).toEqual([]);
  await agreeToAll(mcp, BERT);
  await callTool(mcp, 'sums_add', { left: 1, right: 1 }, BERT);
  await callTool(mcp, 'sums_add', { left: 1, right: 1 }, ANNA);
  expect(server.sessions.size).toBe(2);
  await mcp.close();
  expect(server.sessions.size).toBe(0);
});

test('a server that has started anew is met anew, and the call is made once', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  server.forget();
  expect(await callTool(mcp, 'sums_add', { left: 2, right: 2 })).toMatchObject({ text: '4' });
  expect(await callTool(mcp, 'sums_add', { left: 2, right: 3 })).toMatchObject({ text: '5' });
});

test('Stop ends a call and leaves the client as it is', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  const tool = await findTool(mcp, 'sums_add');
  const stop = new AbortController();
  const call = tool.call({ left: 1, right: 1 }, contextOf(ANNA, stop.signal));
  stop.abort(new Error('stopped'));
  await expect(call).rejects.toThrow('stopped');
  expect(await callTool(mcp, 'sums_add', { left: 2, right: 2 })).toMatchObject({ text: '4' });
  expect(server.sessions.size).toBe(1);
});

test('a server that is away is told as away, and the tools of others stay', async () => {
  const near = await startMcpServer();
  const far = await startMcpServer();
  const { mcp } = await openMcp([serverAt('far', far.url), serverAt('near', near.url)]);
  await agreeToAll(mcp);
  await far.stop();
  const { servers } = await mcp.overview(ANNA);
  expect(servers).toMatchObject([
    { name: 'far', state: 'away', error: { code: 'mcp-unreachable', details: { server: 'far' } } },
    { name: 'near', state: 'connected' },
  ]);
  const tools = await createToolbox([mcp.tools]).list(ANNA);
  expect(new Set(tools.map(({ key }) => key.split(':')[1]))).toEqual(new Set(['near']));
});

test('a tool that was switched off is called no more', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  await mcp.changePin(ANNA, { key: 'mcp:sums:add', fingerprint: null });
  await expect(findTool(mcp, 'sums_add')).rejects.toThrow('no tool');
  await findTool(mcp, 'sums_photo');
});

test('only what was shown can be agreed to', async () => {
  const server = await startMcpServer();
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  const fingerprint = '0'.repeat(64);
  const agree = (key: string) => mcp.changePin(ANNA, { key, fingerprint });
  await expect(agree('mcp:sums:add')).rejects.toMatchObject({ code: 'conflict' });
  await expect(agree('mcp:sums:none')).rejects.toMatchObject({ code: 'not-found' });
  await expect(agree('mcp:none:add')).rejects.toMatchObject({ code: 'not-found' });
  await expect(agree('calculator')).rejects.toMatchObject({ code: 'not-found' });
});

test('a server of the newest protocol is asked without a session', async () => {
  const seen: string[] = [];
  const server = await startHostileServer({
    answer: ({ method, id }, response, { headers }) => {
      seen.push(`${method} ${headers['mcp-protocol-version']} ${headers['mcp-session-id']}`);
      const capabilities = { tools: {} };
      const results: Readonly<Record<string, object>> = {
        'server/discover': { supportedVersions: ['2026-07-28'], capabilities },
        'tools/list': { tools: [ADD] },
        'tools/call': { content: [{ type: 'text', text: '5' }] },
      };
      const result = { resultType: 'complete', ...results[method] };
      sendJson(response, { jsonrpc: '2.0', id, result });
      return true;
    },
  });
  const { mcp } = await openMcp([serverAt('sums', server.url)]);
  await agreeToAll(mcp);
  expect(await callTool(mcp, 'sums_add', { left: 2 })).toMatchObject({ text: '5' });
  expect(seen).toEqual([
    'server/discover 2026-07-28 undefined',
    'tools/list 2026-07-28 undefined',
    'tools/call 2026-07-28 undefined',
  ]);
});
