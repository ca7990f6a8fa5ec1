import { afterEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { expireRetries } from '../../../support/expire-retries';
import { sendTurn } from '../../../support/send-turn';
import { openTestContext } from '../../../support/test-context';
import { againOf, submitOf } from '../../../support/turn-requests';

const PATIENCE = { timeout: 20_000 };
const text = (words: string) => ({ type: 'text', text: words });

async function started(request = submitOf()) {
  const opened = await openTestContext();
  const turn = await sendTurn(opened.context, request);
  const call = await opened.provider.nextCall();
  return { ...opened, turn, call };
}

test('an answer is numbered from 1, told whole, and stored as it was told', async () => {
  const { turn, call } = await started();
  call.think('Hm.').say('Hello', ' you').finish('stop', { inputTokens: 7, outputTokens: 2 });
  const { reader } = turn;
  await reader.rest();
  expect(reader.chunks.map(({ chunk }) => chunk.type)).toEqual([
    'start',
    // What it is made with, and that it is sent.
    'message-metadata',
    'message-metadata',
    'reasoning-start',
    'reasoning-delta',
    'message-metadata',
    'reasoning-end',
    'text-start',
    'text-delta',
    'text-end',
    'finish',
  ]);
  expect(reader.sequences).toEqual(reader.chunks.map((_chunk, index) => index + 1));
  expect(reader.isComplete).toBe(true);

  const stored = await turn.stored();
  expect(stored).toMatchObject({
    status: 'done',
    parts: [{ type: 'reasoning', text: 'Hm.' }, text('Hello you')],
    finishReason: 'stop',
    usage: { inputTokens: 7, outputTokens: 2 },
  });
  expect(stored.timing?.totalMs).toBeGreaterThanOrEqual(stored.timing?.firstTokenMs ?? -1);
  const {
    conversationId: _1,
    generationId: _2,
    parentId: _3,
    createdAt: _4,
    ...told
  } = reader.metadata;
  expect(stored).toMatchObject(JSON.parse(JSON.stringify(told)));
});

test('the call’s settings and omissions are told before the first word, and stored', async () => {
  const { turn, call } = await started();
  const told = await turn.reader.until('message-metadata');
  expect(told.sequence).toBe(2);
  expect(turn.reader.metadata.call).toMatchObject({
    temperature: 0.15,
    maxOutputTokens: 4096,
    omissions: [],
    imageLimit: 10,
  });
  call.finish();
  await turn.reader.rest();
  expect((await turn.stored()).call).toEqual(turn.reader.metadata.call);
});

test('what was done differently is told and stored; a call of a tool is shown', async () => {
  const { turn, call } = await started();
  call.repair({ type: 'field-dropped', field: 'seed' }).repair({ type: 'tools-dropped' });
  call.callTool({ id: 'aB3dE5fG7', name: 'get_weather', arguments: '{"city":"Paris"}' });
  call.finish('tool-calls');
  await turn.reader.rest();
  const stored = await turn.stored();
  expect(stored.call.repairs).toEqual([
    { type: 'field-dropped', field: 'seed' },
    { type: 'tools-dropped' },
  ]);
  expect(stored.call).toEqual(turn.reader.metadata.call);
  expect(stored).toMatchObject({ status: 'done', finishReason: 'tool-calls' });
  expect(stored.timing?.firstTokenMs).toBeDefined();
  expect(stored.parts).toMatchObject([
    {
      type: 'tool',
      callId: 'aB3dE5fG7',
      name: 'get_weather',
      input: { city: 'Paris' },
      state: 'done',
      output: { text: 'There is no tool "get_weather". There are no tools here.', isError: true },
    },
  ]);
});

test('the prompt carries the person’s own system prompt and the dates of their day', async () => {
  const { context, provider } = await openTestContext();
  await context.settings.write(LOCAL_ACTOR, { systemPrompt: 'On {today}.' });
  await sendTurn(context, submitOf({ text: 'Hi', timeZone: 'Pacific/Kiritimati' }));
  const { request } = await provider.nextCall();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Kiritimati' }).format();
  expect(request.prompt.messages).toEqual([
    { role: 'system', text: `On ${today}.` },
    { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
  ]);
});

test('a wait in line is told place by place, and is in no number', async () => {
  const { turn, call } = await started();
  const { asker } = call.request;
  expect(asker?.id).toBe(LOCAL_ACTOR.userId);
  asker?.onPlace?.({ place: 3, expectedMs: 12_000 });
  asker?.onPlace?.({ place: 1, expectedMs: 4_000 });
  asker?.onPlace?.(null);
  call.say('Hi').finish();
  await turn.reader.rest();
  const told = turn.reader.chunks.flatMap(({ chunk }) =>
    chunk.type === 'message-metadata' && chunk.messageMetadata.queue !== undefined
      ? [chunk.messageMetadata.queue]
      : [],
  );
  expect(told).toEqual([{ place: 3, expectedMs: 12_000 }, { place: 1, expectedMs: 4_000 }, null]);
  expect(await turn.stored()).not.toHaveProperty('queue');
});

describe('how an answer ends', () => {
  test('a failure before the first word: failed, with its code and the request’s id', async () => {
    const { turn, call, lines } = await started();
    call.fail(new AppError('upstream-auth', {}, { cause: new Error('status 401') }));
    const { chunk } = await turn.reader.until('error');
    expect(chunk).toEqual({ type: 'error', errorText: 'upstream-auth', requestId: 'request' });
    const ending = { status: 'failed', errorCode: 'upstream-auth', requestId: 'request' };
    expect(await turn.stored()).toMatchObject({ ...ending, parts: [] });
    expect(turn.reader.metadata).toMatchObject(ending);
    expect((await turn.reader.rest()).isComplete).toBe(true);
    expect(lines).toContainEqual({
      level: 'warn',
      event: 'upstream-auth',
      facts: expect.objectContaining({ requestId: 'request', reason: 'status 401' }),
    });
  });

  test('a failure after it: cut, with what was seen', async () => {
    const { turn, call } = await started();
    call.say('Half of').fail(new AppError('upstream-cut'));
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({
      status: 'cut',
      parts: [text('Half of')],
      errorCode: 'upstream-cut',
    });
  });

  test('a filter: refused', async () => {
    const { turn, call } = await started();
    call.say('I').finish('content-filter');
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({
      status: 'refused',
      finishReason: 'content-filter',
    });
  });

  test('its length: done, and the reason says so', async () => {
    const { turn, call } = await started();
    call.say('Long').finish('length');
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ status: 'done', finishReason: 'length' });
  });

  test('thoughts alone: cut, however it was finished', async () => {
    const { turn, call } = await started();
    call.think('Hm, ').think('hm').finish('stop');
    await turn.reader.rest();
    const stored = await turn.stored();
    expect(stored).toMatchObject({ status: 'cut', finishReason: 'stop' });
    expect(stored.timing?.reasoningMs).toBeGreaterThanOrEqual(0);
  });

  test('one request too many: when the server may be asked again is told and stored', async () => {
    const { turn, call } = await started();
    const before = Date.now();
    call.fail(new AppError('upstream-rate', { retryAfterSeconds: 15 }));
    await turn.reader.rest();
    const { timing } = await turn.stored();
    expect(timing?.retryAt).toBeGreaterThanOrEqual(before + 15_000);
    expect(timing?.retryAt).toBeLessThanOrEqual(Date.now() + 15_000);
    expect(turn.reader.metadata.timing).toEqual(timing);
  });

  test('a skipped frame is noted', async () => {
    const { turn, call } = await started();
    call.say('a').damage().say('b').finish();
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ note: 'damaged', parts: [text('ab')] });
  });

  test('an answer without end is noted as too long', async () => {
    const { turn, call } = await started();
    call.say('and on and on').fail(new AppError('upstream-answer-size'));
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ status: 'cut', note: 'too-long' });
  });

  test.each([
    [
      'throws',
      () => {
        throw new Error('a mistake');
      },
    ],
    ['ends without saying how', async function* () {}],
  ])('a provider that %s is a failure like another', async (_name, stream) => {
    const { context, provider } = await openTestContext();
    vi.spyOn(provider, 'stream').mockImplementation(stream);
    const turn = await sendTurn(context, submitOf());
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ status: 'failed', errorCode: 'internal' });
  });
});

describe('stop', () => {
  test('keeps what was seen, and stores it before it tells', async () => {
    const { context, turn, call } = await started();
    call.say('Seen');
    await turn.reader.untilText('Seen');
    expect(await context.generations.stop(LOCAL_ACTOR, [turn.conversationId])).toBe(true);
    expect(call.signal.aborted).toBe(true);
    await turn.reader.until('abort');
    expect(await turn.stored()).toMatchObject({ status: 'stopped', parts: [text('Seen')] });
    expect(turn.reader.metadata.status).toBe('stopped');
    expect((await turn.reader.rest()).isComplete).toBe(true);
  });

  test('before the first word leaves an empty answer that is stopped', async () => {
    const { context, turn } = await started();
    await context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ status: 'stopped', parts: [] });
  });
});

describe('while it is written', () => {
  afterEach(() => void vi.useRealTimers());

  test('its chunks are stored at most a quarter of a second behind', async () => {
    const { context, turn, call } = await started();
    const { id } = (await context.generations.running(LOCAL_ACTOR, turn.conversationId))[0] ?? {};
    if (!id) throw new Error('it should run');
    const storedText = async () =>
      (await context.generationStore.readChunks(LOCAL_ACTOR, id, 0)).batches
        .flatMap(({ chunks }) => chunks.map((chunk) => JSON.parse(chunk)))
        .map(({ delta = '' }) => delta)
        .join('');
    await vi.waitFor(async () => expect(await storedText()).toBe(''), PATIENCE);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    call.say('One ');
    await turn.reader.untilText('One');
    vi.advanceTimersByTime(250);
    await vi.waitFor(async () => expect(await storedText()).toBe('One '), PATIENCE);
    call.say('two');
    await turn.reader.untilText('two');
    vi.advanceTimersByTime(250);
    await vi.waitFor(async () => expect(await storedText()).toBe('One two'), PATIENCE);
    vi.useRealTimers();
    call.finish();
    await turn.reader.rest();
    expect(await storedText()).toBe('');
  });

  test('a commit that fails is logged, tried again, and the answer goes on', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { context, turn, call, lines } = await started();
    vi.spyOn(context.generationStore, 'append').mockRejectedValueOnce(new Error('disk full'));
    call.say('One ');
    await turn.reader.untilText('One');
    vi.advanceTimersByTime(250);
    call.say('two').finish();
    await turn.reader.rest();
    expect(lines.map(({ event }) => event)).toEqual(['commit-failed']);
    expect(await turn.stored()).toMatchObject({ status: 'done', parts: [text('One two')] });
  });

  test('a store that is away at its end is waited for', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { context, turn, call, lines } = await started();
    const save = vi.spyOn(context.conversations, 'saveAnswer');
    save.mockRejectedValueOnce(new Error('disk full'));
    call.say('Kept').finish();
    await vi.waitFor(
      () => expect(lines.map(({ event }) => event)).toEqual(['save-failed']),
      PATIENCE,
    );
    vi.advanceTimersByTime(500);
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ status: 'done', parts: [text('Kept')] });
  });

  test('an end that cannot be stored is told as a failure of the store', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { context, turn, call, lines } = await started();
    const save = vi.spyOn(context.conversations, 'saveAnswer');
    save.mockRejectedValue(new Error('disk full'));
    call.say('Lost').finish();
    await expireRetries(save);
    const { chunk } = await turn.reader.until('error');
    expect(chunk).toMatchObject({ errorText: 'store-unavailable', requestId: 'request' });
    expect((await turn.reader.rest()).isComplete).toBe(true);
    expect(lines.at(-1)).toMatchObject({ event: 'generation-lost' });
  });
});

describe('to continue', () => {
  async function cutTurn() {
    const opened = await started(submitOf({ text: 'Count' }));
    opened.call.say('1 2 3').finish('length');
    await opened.turn.reader.rest();
    const { conversationId, answerId } = opened.turn;
    const next = await sendTurn(opened.context, againOf('continue', conversationId, answerId));
    return { ...opened, next, nextCall: await opened.provider.nextCall() };
  }

  test('begins with the words that are there, as a sibling, and asks for the rest', async () => {
    const { turn, next, nextCall } = await cutTurn();
    await next.reader.untilText('1 2 3');
    nextCall.say(' 4 5').finish();
    await next.reader.rest();
    expect(next.reader.text).toBe('1 2 3 4 5');
    expect(next.questionId).toBe(turn.questionId);
    expect(await next.stored()).toMatchObject({ status: 'done', parts: [text('1 2 3 4 5')] });
    expect((await turn.stored()).parts).toEqual([text('1 2 3')]);
    expect(nextCall.request.prompt.messages.slice(2)).toEqual([
      { role: 'assistant', text: '1 2 3' },
      { role: 'user', parts: [expect.objectContaining({ type: 'text' })] },
    ]);
  });

  test('and to fail at once leaves an answer that is cut: its words are there', async () => {
    const { next, nextCall } = await cutTurn();
    nextCall.fail(new AppError('upstream-down'));
    await next.reader.rest();
    expect(await next.stored()).toMatchObject({ status: 'cut', parts: [text('1 2 3')] });
  });
});
