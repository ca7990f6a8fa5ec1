import { expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { begin, callsOf, resumeOf, toldIn, toolCallOf } from '../../support/ask-with-tools';
import { FakeTool } from '../../support/fake-tools';
import { sendTurn } from '../../support/send-turn';
import { submitOf } from '../../support/turn-requests';

test('a call that needs an approval waits, for as long as it takes, and runs when it is allowed', async () => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const echo = new FakeTool('echo');
  const started = await begin(danger, echo);
  const { call, provider, turn, context } = started;
  call
    .say('I must.')
    .callTool(toolCallOf('danger', 'a', 'danger001'))
    .callTool(toolCallOf('echo', 'b'));
  call.finish('tool-calls', { inputTokens: 10 });
  await turn.reader.rest();
  expect(turn.reader.metadata.status).toBe('waiting');
  expect(await turn.stored()).toMatchObject({ status: 'waiting', usage: { inputTokens: 10 } });
  expect(await callsOf(started)).toMatchObject([{ state: 'approval' }, { state: 'done' }]);
  expect(danger.inputs).toEqual([]);
  // Nobody takes it for a run that was lost.
  expect(await context.generationStore.cutAbandoned(0)).toBe(0);
  const resumed = await sendTurn(
    context,
    resumeOf(started, [{ callId: 'danger001', type: 'allow', scope: 'once' }]),
  );
  expect(resumed.answerId).toBe(turn.answerId);
  const second = await provider.nextCall();
  expect(danger.inputs).toEqual([{ value: 'a' }]);
  expect(toldIn(second).slice(1)).toMatchObject([{ text: 'danger: a' }, { text: 'echo: b' }]);
  second.say('Done.').finish('stop', { inputTokens: 20 });
  await resumed.reader.rest();
  const stored = await turn.stored();
  expect(stored).toMatchObject({ status: 'done', usage: { inputTokens: 30 } });
  expect(stored.parts.map(({ type }) => type)).toEqual(['text', 'tool', 'tool', 'step', 'text']);
});

test.each([
  [{ type: 'deny' } as const, 'denied', 'The user did not allow this call.'],
  [{ type: 'allow', scope: 'once' } as const, 'done', 'danger: a'],
])('a decision of %o', async (decision, state, told) => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const started = await begin(danger);
  const { call, provider, turn, context } = started;
  call.callTool(toolCallOf('danger', 'a', 'danger001')).finish('tool-calls');
  await turn.reader.rest();
  await sendTurn(context, resumeOf(started, [{ callId: 'danger001', ...decision }]));
  expect(toldIn(await provider.nextCall()).at(-1)).toMatchObject({ text: told });
  provider.endAll();
  expect(danger.inputs).toHaveLength(state === 'done' ? 1 : 0);
});

test.each([
  ['conversation', 1],
  ['always', 0],
] as const)('what is allowed for %s asks no more there', async (scope, asksElsewhere) => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const started = await begin(danger);
  const { call, provider, turn, context } = started;
  call.callTool(toolCallOf('danger', 'a', 'danger001')).finish('tool-calls');
  await turn.reader.rest();
  await sendTurn(context, resumeOf(started, [{ callId: 'danger001', type: 'allow', scope }]));
  const second = await provider.nextCall();
  second.callTool(toolCallOf('danger', 'b')).finish('tool-calls');
  const third = await provider.nextCall();
  expect(danger.inputs).toHaveLength(2);
  third.say('Done.').finish();
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: ['danger'] };
  const other = await sendTurn(context, submitOf({ settings }));
  const elsewhere = await provider.nextCall();
  elsewhere.callTool(toolCallOf('danger', 'c')).finish('tool-calls');
  if (asksElsewhere === 0) (await provider.nextCall()).say('Done.').finish();
  await other.reader.rest();
  expect((await other.stored()).status).toBe(asksElsewhere === 1 ? 'waiting' : 'done');
});

test('what a person says of a call that did not wait is kept nowhere', async () => {
  const [danger, quiet] = [
    new FakeTool('danger', { defaultApproval: 'ask' }),
    new FakeTool('quiet', { defaultApproval: 'allow' }),
  ];
  const started = await begin(danger, quiet);
  const { call, turn, context } = started;
  call.callTool(toolCallOf('danger', 'a', 'danger001'));
  call.callTool(toolCallOf('quiet', 'b', 'quiet0001')).finish('tool-calls');
  await turn.reader.rest();
  await sendTurn(
    context,
    resumeOf(started, [
      { callId: 'danger001', type: 'deny' },
      { callId: 'quiet0001', type: 'allow', scope: 'always' },
    ]),
  );
  expect([...(await context.toolApprovals.readAll(LOCAL_ACTOR)).keys()]).toEqual([]);
});

test('an approval is for the tool as it was', async () => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const started = await begin(danger);
  const { call, provider, turn, context } = started;
  call.callTool(toolCallOf('danger', 'a', 'danger001')).finish('tool-calls');
  await turn.reader.rest();
  await sendTurn(
    context,
    resumeOf(started, [{ callId: 'danger001', type: 'allow', scope: 'always' }]),
  );
  const second = await provider.nextCall();
  Object.assign(danger.definition, { description: 'Does something else.' });
  second.say('Done.').finish();
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, tools: ['danger'] };
  const other = await sendTurn(context, submitOf({ settings }));
  (await provider.nextCall()).callTool(toolCallOf('danger', 'b')).finish('tool-calls');
  await other.reader.rest();
  expect((await other.stored()).status).toBe('waiting');
});

test('the person plays a tool', async () => {
  const oracle = new FakeTool('oracle', { isByHand: true });
  const started = await begin(oracle);
  const { call, provider, turn, context } = started;
  call.callTool(toolCallOf('oracle', 'a', 'oracle001')).finish('tool-calls');
  await turn.reader.rest();
  expect(await callsOf(started)).toMatchObject([{ state: 'reply' }]);
  await sendTurn(context, resumeOf(started, [{ callId: 'oracle001', type: 'reply', text: '42' }]));
  expect(toldIn(await provider.nextCall()).at(-1)).toMatchObject({ role: 'tool', text: '42' });
  expect(oracle.inputs).toEqual([]);
});

test('decisions must be about every call that waits, fit it, and come once', async () => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const started = await begin(danger);
  const { call, turn, context, provider } = started;
  call
    .callTool(toolCallOf('danger', 'a', 'danger001'))
    .callTool(toolCallOf('danger', 'b', 'danger002'));
  call.finish('tool-calls');
  await turn.reader.rest();
  const allow = (callId: string) => ({ callId, type: 'allow', scope: 'once' }) as const;
  const send = (decisions: CallDecision[]) => sendTurn(context, resumeOf(started, decisions));
  await expect(send([allow('danger001')])).rejects.toMatchObject({ code: 'request-invalid' });
  const reply = { callId: 'danger002', type: 'reply', text: 'Mine' } as const;
  await expect(send([allow('danger001'), reply])).rejects.toMatchObject({
    code: 'request-invalid',
  });
  expect((await turn.stored()).status).toBe('waiting');
  const all = [allow('danger001'), allow('danger002')];
  const both = await Promise.allSettled([send(all), send(all)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await provider.nextCall();
  expect(danger.inputs).toHaveLength(2);
  await expect(send(all)).rejects.toMatchObject({ code: 'conflict' });
});

test('the next question stops an answer that waits; the model is told that nothing was done', async () => {
  const danger = new FakeTool('danger', { defaultApproval: 'ask' });
  const started = await begin(danger);
  const { call, turn, context, provider } = started;
  call.callTool(toolCallOf('danger', 'a', 'danger001')).finish('tool-calls');
  await turn.reader.rest();
  const { conversationId, answerId: parentId } = turn;
  await sendTurn(context, submitOf({ conversationId, parentId, text: 'Never mind.' }));
  expect(toldIn(await provider.nextCall())).toMatchObject([
    { role: 'assistant' },
    { role: 'tool', text: 'Cancelled by the user.' },
    { role: 'assistant' },
    { role: 'user' },
  ]);
  expect((await turn.stored()).status).toBe('stopped');
});
