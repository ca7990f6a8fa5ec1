import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { startCanary, startHostileServer } from '../../support/mcp/for-one-test';
import {
  agreeToAll,
  callTool,
  findTool,
  HEADER_VALUE,
  openMcp,
  serverAt,
} from '../../support/mcp/open-mcp';
import { ADD, type Behaviour, sendJson } from '../../support/mcp/run-hostile-server';

const atCall = (send: (response: ServerResponse, id: unknown) => void): Behaviour => ({
  answer: ({ method, id }, response) => {
    if (method !== 'tools/call') return false;
    send(response, id);
    return true;
  },
});
const base64 = (text: string) => Buffer.from(text).toString('base64');
const content = (...parts: object[]): Behaviour => ({ result: { content: parts } });

async function open(behaviour: Behaviour, callMs = 20_000) {
  const server = await startHostileServer(behaviour);
  const limits = { connectMs: 20_000, listMs: 20_000, callMs };
  const opened = await openMcp([serverAt('a', server.url)], { limits });
  await agreeToAll(opened.mcp);
  return { ...opened, server };
}

test.each<[string, string, (canary: string) => Behaviour]>([
  [
    'of 50 MB',
    'mcp-too-large',
    () => content({ type: 'text', text: 'x'.repeat(50 * 1024 * 1024) }),
  ],
  [
    'at another address',
    'mcp-redirect',
    (canary) => atCall((response) => response.writeHead(307, { location: `${canary}/` }).end()),
  ],
  [
    'for those who are signed in elsewhere',
    'mcp-auth',
    (canary) =>
      atCall((response) =>
        response
          .writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${canary}/"` })
          .end(),
      ),
  ],
  [
    'in its own words',
    'mcp-down',
    () => atCall((response) => response.writeHead(502).end(HEADER_VALUE)),
  ],
])('a result %s is a failure with a name', async (_what, code, behaviour) => {
  const canary = await startCanary();
  const { mcp, server } = await open(behaviour(canary.origin));
  await expect(callTool(mcp, 'a_add')).rejects.toMatchObject({ code, details: { server: 'a' } });
  expect(canary.seen).toEqual([]);
  server.become({});
  expect(await callTool(mcp, 'a_add')).toMatchObject({ text: 'fine' });
});

test('a call that hangs ends, is made once, and the others go on', async () => {
  let calls = 0;
  const { mcp } = await open(
    {
      tools: [ADD, { ...ADD, name: 'quick' }],
      answer: ({ method }, _response, { body }) => {
        const hangs = method === 'tools/call' && body.includes('"add"');
        if (hangs) calls += 1;
        return hangs;
      },
    },
    500,
  );
  const hanging = callTool(mcp, 'a_add');
  expect(await callTool(mcp, 'a_quick')).toMatchObject({ text: 'fine' });
  await expect(hanging).rejects.toMatchObject({ code: 'mcp-timeout' });
  expect(calls).toBe(1);
});

test.each([
  ['a page', base64('<html><script>alert(1)</script></html>'), 'image-type'],
  [
    'a drawing with a script',
    base64('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'),
    'image-type',
  ],
  ['nothing', '', 'image-'],
  ['half a picture', base64('\u0089PNG\r\n\u001a\n'), 'image-'],
])('a picture that is %s is left out and named', async (_what, data, code) => {
  const { mcp } = await open(
    content({ type: 'image', data, mimeType: 'image/png' }, { type: 'text', text: 'after' }),
  );
  const { text, images } = await callTool(mcp, 'a_add');
  expect(images).toEqual([]);
  expect(text).toMatch(new RegExp(`^\\[picture left out: ${code}[a-z]*\\]\\nafter$`));
});

test('what is neither text nor picture is named and left out', async () => {
  const { mcp } = await open(
    content(
      { type: 'text', text: 'one' },
      { type: 'audio', data: 'AAAA', mimeType: 'audio/wav' },
      { type: 'resource_link', uri: 'file:///etc/passwd\u202e', name: 'x' },
      { type: 'resource', resource: { uri: 'a:1', text: 'two' } },
      { type: 'resource', resource: { uri: 'a:2', blob: 'AAAA' } },
    ),
  );
  expect((await callTool(mcp, 'a_add')).text).toBe(
    'one\n[audio left out]\n[resource_link file:///etc/passwd left out]\ntwo\n[resource a:2 left out]',
  );
});

test('a result without parts is its structured content', async () => {
  const { mcp } = await open({ result: { structuredContent: { sum: 3 } } });
  expect(await callTool(mcp, 'a_add')).toMatchObject({ text: '{"sum":3}' });
});

test('a server that asks back is answered that it may not', async () => {
  const { mcp, server } = await open({});
  server.become(
    atCall((response, id) => {
      const sampling = { jsonrpc: '2.0', id: 7, method: 'sampling/createMessage', params: {} };
      const result = { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'fine' }] } };
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`data: ${JSON.stringify(sampling)}\n\ndata: ${JSON.stringify(result)}\n\n`);
    }),
  );
  expect(await callTool(mcp, 'a_add')).toMatchObject({ text: 'fine' });
  await expect
    .poll(() => server.seen.map(({ body }) => body).find((body) => body.includes('"id":7')))
    .toContain('-32601');
});

test('an error of the protocol is a result that is one', async () => {
  const { mcp } = await open(
    atCall((response, id) =>
      sendJson(response, {
        jsonrpc: '2.0',
        id,
        error: { code: -32602, message: 'left is missing' },
      }),
    ),
  );
  expect(await callTool(mcp, 'a_add')).toMatchObject({ text: 'left is missing', isError: true });
  await findTool(mcp, 'a_add');
});
