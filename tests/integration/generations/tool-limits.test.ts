import { expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import {
  begin,
  beginWith,
  callsOf,
  resumeOf,
  toldIn,
  toolCallOf,
} from '../../support/ask-with-tools';
import { FakeTool } from '../../support/fake-tools';
import { sendTurn } from '../../support/send-turn';
import { againOf, submitOf } from '../../support/turn-requests';

const SUM: JsonObject = {
  type: 'object',
  properties: { total: { type: 'number' } },
  required: ['total'],
};

test('Continue does not do again what Stop has ended', async () => {
  const slow = new FakeTool('slow');
  const { promise: hasBegun, resolve } = Promise.withResolvers<void>();
  slow.act = () => {
    resolve();
    return new Promise(() => {});
  };
  const started = await begin(slow);
  const { call, turn, context, provider } = started;
  call.say('I must.').callTool(toolCallOf('slow', 'a')).finish('tool-calls');
  await hasBegun;
  await context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
  await turn.reader.rest();
  const again = againOf('continue', turn.conversationId, turn.answerId);
  await sendTurn(context, again);
  const goneOn = await provider.nextCall();
  expect(slow.inputs).toHaveLength(1);
  expect(toldIn(goneOn).at(-1)).toMatchObject({ role: 'tool', text: 'Cancelled by the user.' });
});

test('Continue of an answer that was asked past waits for nobody', async () => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const echo = new FakeTool('echo');
  const started = await begin(danger, echo);
  const { call, turn, context, provider } = started;
  call
    .say('I must.')
    .callTool(toolCallOf('danger', 'a', 'danger001'))
    .finish('tool-calls');
  await turn.reader.rest();
  const { conversationId, answerId: parentId } = turn;
  await sendTurn(context, submitOf({ conversationId, parentId, text: 'Never mind.' }));
  (await provider.nextCall()).say('Well.').finish();
  const next = await sendTurn(context, againOf('continue', conversationId, parentId));
  (await provider.nextCall()).callTool(toolCallOf('echo', 'b')).finish('tool-calls');
  (await provider.nextCall()).say('Done.').finish();
  await next.reader.rest();
  expect((await next.stored()).status).toBe('done');
});

test('who continues at the limit has as many steps again, also behind a wait', async () => {
  const [danger, echo] = [new FakeTool('danger', { defaultApproval: 'ask' }), new FakeTool('echo')];
  const started = await begin(danger, echo);
  const { turn, context, provider } = started;
  let { call } = started;
  for (let step = 1; step <= 8; step += 1) {
    call.callTool(toolCallOf('echo', String(step))).finish('tool-calls');
    if (step < 8) call = await provider.nextCall();
  }
  await turn.reader.rest();
  const next = await sendTurn(context, againOf('continue', turn.conversationId, turn.answerId));
  (await provider.nextCall()).callTool(toolCallOf('danger', 'a', 'danger001')).finish('tool-calls');
  await next.reader.rest();
  const decisions = [{ callId: 'danger001', type: 'allow', scope: 'once' } as const];
  const resume = resumeOf({ ...started, turn: next }, decisions);
  const { reader } = await sendTurn(context, resume);
  const last = await provider.nextCall();
  expect(toldIn(last).at(-1)).toMatchObject({ role: 'tool', text: 'danger: a' });
  last.say('Done.').finish();
  await reader.rest();
  expect(await next.stored()).toMatchObject({ status: 'done', call: { steps: 2 } });
  expect((await next.stored()).note).toBeUndefined();
});

test('an answer that reaches the limit is judged as others are', async () => {
  const responseFormat = { type: 'json' } as const;
  const { turn, provider, ...started } = await beginWith({ responseFormat }, new FakeTool('echo'));
  let { call } = started;
  for (let step = 1; step <= 8; step += 1) {
    call.callTool(toolCallOf('echo', String(step))).finish('tool-calls');
    if (step < 8) call = await provider.nextCall();
  }
  await turn.reader.rest();
  const stored = await turn.stored();
  expect(stored).toMatchObject({ note: 'tool-limit', verdict: { type: 'not-json' } });
});

test('calls that wait make no more steps than others', async () => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const started = await begin(danger);
  const { turn, context, provider } = started;
  let { call, reader } = { ...started, reader: turn.reader };
  for (let step = 1; step <= 8; step += 1) {
    const callId = `danger00${step}`;
    call.callTool(toolCallOf('danger', String(step), callId)).finish('tool-calls');
    await reader.rest();
    const decisions = [{ callId, type: 'allow', scope: 'once' } as const];
    reader = (await sendTurn(context, resumeOf(started, decisions))).reader;
    if (step < 8) call = await provider.nextCall();
  }
  await reader.rest();
  expect(await turn.stored()).toMatchObject({ status: 'done', note: 'tool-limit' });
  expect(provider.calls).toHaveLength(8);
  expect(danger.inputs).toHaveLength(8);
});

test('of very many calls at once the first 64 are made, and the model is told', async () => {
  const echo = new FakeTool('echo');
  const started = await begin(echo);
  const { call, provider, turn } = started;
  for (let index = 0; index < 200; index += 1) call.callTool(toolCallOf('echo', `${index}`));
  call.finish('tool-calls');
  const second = await provider.nextCall();
  expect(echo.inputs).toHaveLength(64);
  expect(toldIn(second).at(-1)).toMatchObject({ text: expect.stringContaining('64 at once') });
  second.say('Enough.').finish();
  await turn.reader.rest();
  expect(await callsOf(started)).toHaveLength(65);
});

test('a second try for the form knows what the tools gave', async () => {
  const responseFormat = { type: 'json-schema', name: 'sum', schema: SUM } as const;
  const { call, provider } = await beginWith({ responseFormat }, new FakeTool('echo'));
  call.callTool(toolCallOf('echo', 'a')).finish('tool-calls');
  (await provider.nextCall()).say('{"sum": 3}').finish();
  const again = await provider.nextCall();
  expect(toldIn(again)).toMatchObject([
    { role: 'assistant', toolCalls: [{ name: 'echo' }] },
    { role: 'tool', text: 'echo: a' },
    { role: 'assistant', text: '{"sum": 3}' },
    { role: 'user' },
  ]);
});

test('a picture that the person took out is none that a tool may show', async () => {
  const zoom = new FakeTool('zoom');
  const numbers: number[][] = [];
  zoom.act = ({ images }) => {
    numbers.push(images.map(({ number }) => number));
    return null;
  };
  const { context, provider, call } = await begin(zoom);
  call.say('Nothing to see.').finish();
  const file = (name: string) => ({ name, data: readFixture('tile-01.png') });
  const pictures = [
    await context.attachments.add(LOCAL_ACTOR, file('1.png')),
    await context.attachments.add(LOCAL_ACTOR, file('2.png')),
  ];
  const attachmentIds = pictures.map(({ id }) => id);
  const excludedImages = attachmentIds.slice(0, 1);
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: ['zoom'], excludedImages };
  await sendTurn(context, submitOf({ attachmentIds, settings }));
  (await provider.nextCall()).callTool(toolCallOf('zoom', 'a')).finish('tool-calls');
  await provider.nextCall();
  expect(numbers).toEqual([[2]]);
});

test('what was used is known also where a later step cannot be sent', async () => {
  const long = new FakeTool('long');
  long.act = () => ({ text: 'word '.repeat(10_000) });
  const settings = { contextStrategy: 'stop', contextWindow: 8_000 } as const;
  const { call, turn, context, provider } = await beginWith(settings, long);
  call.say('Which?').finish();
  await turn.reader.rest();
  const file = { name: '1.png', data: readFixture('tile-01.png') };
  const { id } = await context.attachments.add(LOCAL_ACTOR, file);
  const { conversationId, answerId: parentId } = turn;
  const question = submitOf({ conversationId, parentId, attachmentIds: [id], text: 'This.' });
  const next = await sendTurn(context, question);
  (await provider.nextCall())
    .callTool(toolCallOf('long', 'a'))
    .finish('tool-calls', { inputTokens: 10 });
  await next.reader.rest();
  expect(await next.stored()).toMatchObject({
    status: 'cut',
    errorCode: 'context-full',
    usage: { inputTokens: 10 },
    call: { images: 1 },
  });
});

test('a refused answer calls nothing', async () => {
  const echo = new FakeTool('echo');
  const { call, turn } = await begin(echo);
  call.callTool(toolCallOf('echo', 'a')).finish('content-filter');
  await turn.reader.rest();
  expect((await turn.stored()).status).toBe('refused');
  expect(echo.inputs).toEqual([]);
});
