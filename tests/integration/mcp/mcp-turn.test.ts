import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { callsOf, resumeOf, toldIn } from '../../support/ask-with-tools';
import { startMcpServer } from '../../support/mcp/for-one-test';
import { agreeToAll } from '../../support/mcp/open-mcp';
import { sendTurn } from '../../support/send-turn';
import { openTestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';

const KEYS = ['mcp:sums:add', 'mcp:sums:photo'];

/** A question in a conversation that has chosen tools of a server that the operator configured. */
async function ask() {
  const server = await startMcpServer();
  const folder = mkdtempSync(join(tmpdir(), 'tenlens-mcp-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'servers.json');
  writeFileSync(file, JSON.stringify([{ name: 'sums', url: server.url }]));
  const opened = await openTestContext({ MCP_SERVERS_FILE: file });
  await agreeToAll(opened.context.mcp, LOCAL_ACTOR);
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: KEYS };
  const turn = await sendTurn(opened.context, submitOf({ text: 'Do it', settings }));
  return { ...opened, server, turn, call: await opened.provider.nextCall() };
}

test('a call of a foreign tool waits for the person, then the server is asked and the model told', async () => {
  const started = await ask();
  const { call, provider, context, turn, server } = started;
  expect(call.request.prompt.tools?.map(({ name }) => name)).toEqual(['sums_add', 'sums_photo']);
  call.callTool({ id: 'sum000001', name: 'sums_add', arguments: '{"left":2,"right":40}' });
  call.callTool({ id: 'pic000001', name: 'sums_photo', arguments: '{}' }).finish('tool-calls');
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({ status: 'waiting' });
  expect(server.seen.filter(({ body }) => body.includes('tools/call'))).toEqual([]);
  const resumed = await sendTurn(
    context,
    resumeOf(started, [
      { callId: 'sum000001', type: 'allow', scope: 'once' },
      { callId: 'pic000001', type: 'allow', scope: 'once' },
    ]),
  );
  const second = await provider.nextCall();
  const told = toldIn(second);
  expect(told.filter(({ role }) => role === 'tool')).toMatchObject([
    { name: 'sums_add', text: '42' },
    { name: 'sums_photo', text: expect.stringContaining('Here it is') },
  ]);
  expect(JSON.stringify(told)).toContain('"type":"image"');
  second.say('42, and a photograph.').finish();
  await resumed.reader.rest();
  expect(await callsOf(started)).toMatchObject([
    { output: { text: '42', images: [] } },
    { output: { images: [{ mediaType: 'image/jpeg' }] } },
  ]);
});

test('a tool that the person has not agreed to is not offered, whatever a conversation names', async () => {
  const { context, provider } = await ask();
  await context.mcp.changePin(LOCAL_ACTOR, { key: 'mcp:sums:add', fingerprint: null });
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: KEYS };
  await sendTurn(context, submitOf({ text: 'Again', settings }));
  const { request } = await provider.nextCall();
  expect(request.prompt.tools?.map(({ name }) => name)).toEqual(['sums_photo']);
});
