import { expect, test } from 'vitest';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { readFixture } from '../../fixtures/images/read-fixture';
import { begin, callsOf, toldIn, toolCallOf } from '../../support/ask-with-tools';
import { FakeTool } from '../../support/fake-tools';
import { sendTurn } from '../../support/send-turn';
import { againOf, submitOf } from '../../support/turn-requests';

test('a tool is called and the model is told the result, in one answer of two steps', async () => {
  const echo = new FakeTool('echo');
  const started = await begin(echo);
  const { call, provider, turn } = started;
  expect(call.request.prompt.tools).toEqual([echo.definition]);
  call.say('Let me see.').callTool(toolCallOf('echo', 'a', 'aB3dE5fG7'));
  call.finish('tool-calls', { inputTokens: 10, outputTokens: 5 });
  const second = await provider.nextCall();
  expect(toldIn(second)).toEqual([
    {
      role: 'assistant',
      text: 'Let me see.',
      toolCalls: [{ id: 'aB3dE5fG7', name: 'echo', arguments: '{"value":"a"}' }],
    },
    { role: 'tool', toolCallId: 'aB3dE5fG7', name: 'echo', text: 'echo: a' },
  ]);
  second.say('It is a.').finish('stop', { inputTokens: 20, outputTokens: 3 });
  await turn.reader.rest();
  const stored = await turn.stored();
  expect(stored.parts).toMatchObject([
    { type: 'text', text: 'Let me see.' },
    { type: 'tool', callId: 'aB3dE5fG7', name: 'echo', state: 'done', output: { text: 'echo: a' } },
    { type: 'step' },
    { type: 'text', text: 'It is a.' },
  ]);
  expect(stored).toMatchObject({ status: 'done', usage: { inputTokens: 30, outputTokens: 8 } });
  expect(stored.call.steps).toBe(2);
  expect(echo.inputs).toEqual([{ value: 'a' }]);
});

test('the next question is told the whole answer, and a repeated one as if it had not been', async () => {
  const { call, provider, turn, context } = await begin(new FakeTool('echo'));
  call.callTool(toolCallOf('echo', 'a')).finish('tool-calls');
  (await provider.nextCall()).say('Done.').finish();
  await turn.reader.rest();
  const { conversationId, answerId: parentId, questionId } = turn;
  await sendTurn(context, submitOf({ conversationId, parentId, text: 'And now?' }));
  const next = await provider.nextCall();
  expect(toldIn(next).map(({ role }) => role)).toEqual(['assistant', 'tool', 'assistant', 'user']);
  next.say('Nothing.').finish();
  await sendTurn(context, againOf('regenerate', conversationId, questionId));
  expect(toldIn(await provider.nextCall())).toEqual([]);
});

test('calls of one step run at the same time; results come in the order of the calls', async () => {
  const [slow, quick] = [new FakeTool('slow'), new FakeTool('quick')];
  const { promise, resolve } = Promise.withResolvers<void>();
  slow.act = async () => promise.then(() => ({ text: 'at last' }));
  quick.act = () => {
    resolve();
    return { text: 'at once' };
  };
  const { call, provider } = await begin(slow, quick);
  call.callTool(toolCallOf('slow', '1')).callTool(toolCallOf('quick', '2')).finish('tool-calls');
  expect(toldIn(await provider.nextCall()).slice(1)).toMatchObject([
    { name: 'slow', text: 'at last' },
    { name: 'quick', text: 'at once' },
  ]);
});

test.each([
  ['unknown', 'constructor', '{"value":"a"}', 'There is no tool "constructor". Tools: echo.'],
  ['unreadable', 'echo', 'value is a', /wrong type/],
  ['unfit', 'echo', '{"value":5}', /\/value/],
])(
  '%s: the model is told, nothing runs, and the call is shown',
  async (_case, name, text, told) => {
    const echo = new FakeTool('echo');
    const started = await begin(echo);
    const { call, provider, turn } = started;
    call.callTool({ id: '1', name, arguments: text }).finish('tool-calls');
    const second = await provider.nextCall();
    const result = toldIn(second).at(-1);
    expect(result).toMatchObject({ role: 'tool' });
    expect(result?.role === 'tool' && result.text).toMatch(told);
    expect(echo.inputs).toEqual([]);
    second.say('Sorry.').finish();
    await turn.reader.rest();
    expect(await callsOf(started)).toMatchObject([
      { name, state: 'done', output: { isError: true } },
    ]);
  },
);

test('a key that means something else to objects is not kept', async () => {
  const started = await begin(new FakeTool('echo'));
  const { call, turn, provider } = started;
  call.callTool({ id: '1', name: 'other', arguments: '{"__proto__":{"a":1},"b":2}' });
  call.finish('tool-calls');
  (await provider.nextCall()).say('Sorry.').finish();
  await turn.reader.rest();
  const [made] = await callsOf(started);
  expect(JSON.stringify(made?.input)).toBe('{"b":2}');
});

test('arguments that the length limit cut are never mended nor run', async () => {
  const echo = new FakeTool('echo');
  const { call, provider } = await begin(echo);
  call.callTool({ id: '1', name: 'echo', arguments: '{"value":"a' }).finish('length');
  await provider.nextCall();
  expect(echo.inputs).toEqual([]);
});

test('broken arguments are mended once where nothing was cut', async () => {
  const echo = new FakeTool('echo');
  const { call, provider } = await begin(echo);
  call.callTool({ id: '1', name: 'echo', arguments: "{value: 'a'}" }).finish('tool-calls');
  await provider.nextCall();
  expect(echo.inputs).toEqual([{ value: 'a' }]);
});

test('the third call of the same kind is not run, and ends the answer', async () => {
  const echo = new FakeTool('echo');
  const { call, provider, turn } = await begin(echo);
  call.callTool(toolCallOf('echo', 'a')).finish('tool-calls');
  (await provider.nextCall()).callTool(toolCallOf('echo', 'a')).finish('tool-calls');
  (await provider.nextCall()).callTool(toolCallOf('echo', 'a')).finish('tool-calls');
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({ status: 'done', note: 'tool-limit' });
  expect(echo.inputs).toHaveLength(2);
  expect(provider.calls).toHaveLength(3);
});

test('an answer has eight steps at most; Continue goes on behind the last result', async () => {
  const echo = new FakeTool('echo');
  const started = await begin(echo);
  const { provider, turn, context } = started;
  let { call } = started;
  for (let step = 1; step <= 8; step += 1) {
    call.callTool(toolCallOf('echo', String(step))).finish('tool-calls');
    if (step < 8) call = await provider.nextCall();
  }
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({
    status: 'done',
    note: 'tool-limit',
    call: { steps: 8 },
  });
  expect(await callsOf(started)).toHaveLength(8);
  const { conversationId, answerId } = turn;
  const next = await sendTurn(context, againOf('continue', conversationId, answerId));
  const goneOn = await provider.nextCall();
  expect(toldIn(goneOn).at(-1)).toMatchObject({ role: 'tool', text: 'echo: 8' });
  goneOn.say('That was it.').finish();
  await next.reader.rest();
  expect((await next.stored()).parts.at(-1)).toEqual({ type: 'text', text: 'That was it.' });
});

test('Stop while a tool runs ends it at once, with what there is', async () => {
  const slow = new FakeTool('slow');
  const { promise: hasBegun, resolve } = Promise.withResolvers<void>();
  let wasAborted = false;
  slow.act = ({ signal }) => {
    resolve();
    return new Promise(() => {
      signal.addEventListener('abort', () => {
        wasAborted = true;
      });
    });
  };
  const started = await begin(slow);
  const { call, turn, context, provider } = started;
  call.callTool(toolCallOf('slow', 'a')).finish('tool-calls');
  await hasBegun;
  await context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({ status: 'stopped' });
  expect(await callsOf(started)).toMatchObject([{ state: 'running' }]);
  expect(wasAborted).toBe(true);
  expect(provider.calls).toHaveLength(1);
});

test('a picture that a tool gives is seen from then on, and lives as long as the answer', async () => {
  const zoom = new FakeTool('zoom');
  const started = await begin(zoom);
  const { call, turn, context, provider } = started;
  const file = { name: 'part.png', data: readFixture('tile-01.png') };
  const picture = await context.attachments.add(LOCAL_ACTOR, file);
  zoom.act = () => ({ text: 'Here it is.', images: [picture] });
  call.callTool(toolCallOf('zoom', 'a', 'zoom00001')).finish('tool-calls');
  const second = await provider.nextCall();
  expect(toldIn(second)).toMatchObject([
    { role: 'assistant' },
    { role: 'tool', text: 'Here it is.' },
    { role: 'assistant', text: 'I look at what the tools show.' },
    {
      role: 'user',
      parts: [
        { type: 'text', text: 'Image from zoom:' },
        { type: 'image', attachment: { id: picture.id } },
      ],
    },
  ]);
  second.say('A tile.').finish();
  await turn.reader.rest();
  await context.attachments.removeUnreferenced(Date.now() + 1000);
  expect(await context.attachments.find(LOCAL_ACTOR, [picture.id])).toEqual([picture]);
  await context.conversations.remove(LOCAL_ACTOR, turn.conversationId);
  expect(await context.attachments.find(LOCAL_ACTOR, [picture.id])).toEqual([]);
});

test('a call of an answer that no tools were offered is shown, and nothing is asked again', async () => {
  const started = await begin();
  const { call, turn, provider } = started;
  call.callTool(toolCallOf('echo', 'a')).finish('tool-calls');
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({ status: 'done', finishReason: 'tool-calls' });
  expect(await callsOf(started)).toMatchObject([{ output: { isError: true } }]);
  expect(provider.calls).toHaveLength(1);
});
