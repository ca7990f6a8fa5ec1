import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { type AttachmentId, asId, type MessageId, type ModelId } from '@/lib/domain/ids';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { startGeneration } from '@/lib/server/generation/start-generation';
import { FakeProvider } from '../../../support/fake-provider';
import { FrameReader } from '../../../support/frame-reader';
import { conversationIdOf, messageIdOf, modelOf } from '../../../support/messages';
import { sendTurn } from '../../../support/send-turn';
import { openTestContext } from '../../../support/test-context';
import { againOf, submitOf } from '../../../support/turn-requests';

const newKey = () => asId<MessageId>(randomUUID());

async function started(request = submitOf()) {
  const opened = await openTestContext();
  const turn = await sendTurn(opened.context, request);
  const call = await opened.provider.nextCall();
  return { ...opened, turn, call };
}

describe('a run belongs to no reader', () => {
  test('closing the stream does not stop it', async () => {
    const { turn, call } = await started();
    call.say('One ');
    await turn.reader.untilText('One');
    await turn.reader.cancel();
    expect(call.signal.aborted).toBe(false);
    call.say('two').finish();
    const again = await new FrameReader(turn.answer.read(0)).rest();
    expect(again.text).toBe('One two');
    expect(await turn.stored()).toMatchObject({ status: 'done' });
  });

  test('many read it, each from its own place', async () => {
    const { context, turn, call } = await started();
    call.say('One ');
    await turn.reader.untilText('One');
    const [running] = await context.generations.running(LOCAL_ACTOR, turn.conversationId);
    const last = turn.reader.sequences.at(-1) ?? 0;
    const rest = new FrameReader(running?.read(last) ?? null);
    const whole = new FrameReader(running?.read(0) ?? null);
    call.say('two').finish();
    await Promise.all([rest.rest(), whole.rest(), turn.reader.rest()]);
    expect([turn.reader.text, whole.text, rest.text]).toEqual(['One two', 'One two', 'two']);
    expect(rest.sequences[0]).toBe(last + 1);
    expect(await context.generations.running(LOCAL_ACTOR, turn.conversationId)).toEqual([]);
  });

  test('nobody else sees or stops it', async () => {
    const { context, turn, call } = await started();
    const stranger = { userId: asId<typeof LOCAL_ACTOR.userId>('stranger') };
    expect(await context.generations.running(stranger, turn.conversationId)).toEqual([]);
    expect(await context.generations.stop(stranger, [turn.conversationId])).toBe(false);
    await context.generations.stopAll(stranger);
    expect(call.signal.aborted).toBe(false);
  });
});

describe('a second send of a conversation', () => {
  async function twoSends() {
    const opened = await started(submitOf({ text: 'First' }));
    const { conversationId, answerId } = opened.turn;
    const place = { conversationId, parentId: answerId };
    const second = await sendTurn(opened.context, submitOf({ ...place, text: 'Second' }));
    return { ...opened, second };
  }

  test('is stored at once, waits for the first, and then knows its answer', async () => {
    const { provider, turn, call, second } = await twoSends();
    expect((await second.stored()).status).toBe('streaming');
    expect(provider.calls).toHaveLength(1);
    call.say('First answer').finish();
    await turn.reader.rest();
    const next = await provider.nextCall();
    expect(next.request.prompt.messages.slice(1)).toEqual([
      { role: 'user', parts: [{ type: 'text', text: 'First' }] },
      { role: 'assistant', text: 'First answer' },
      { role: 'user', parts: [{ type: 'text', text: 'Second' }] },
    ]);
    next.say('Second answer').finish();
    await second.reader.rest();
    expect(await second.stored()).toMatchObject({ status: 'done' });
  });

  test('runs also when the first has failed', async () => {
    const { provider, call, second } = await twoSends();
    call.fail(new AppError('upstream-down'));
    (await provider.nextCall()).say('Yes').finish();
    expect((await second.reader.rest()).text).toBe('Yes');
  });

  test('ends with the first when both are stopped, and asks nobody', async () => {
    const { context, provider, turn, second } = await twoSends();
    await context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
    await Promise.all([turn.reader.rest(), second.reader.rest()]);
    expect(await turn.stored()).toMatchObject({ status: 'stopped' });
    expect(await second.stored()).toMatchObject({ status: 'stopped' });
    expect(provider.calls).toHaveLength(1);
  });

  test('in another conversation waits for nothing', async () => {
    const { context, provider } = await started();
    await sendTurn(context, submitOf());
    expect(await provider.nextCall()).toBeDefined();
  });
});

describe('the same send twice', () => {
  test('while it runs gives the same stream, and one run', async () => {
    const request = submitOf();
    const { context, provider, call, turn } = await started(request);
    const log = await startGeneration(context, LOCAL_ACTOR, request, 'again');
    expect(log).toBe(turn.answer);
    call.finish();
    await turn.reader.rest();
    expect(provider.calls).toHaveLength(1);
  });

  test('at once gives the same stream to both', async () => {
    const { context, provider } = await openTestContext();
    const request = submitOf();
    const [first, second] = await Promise.all([
      startGeneration(context, LOCAL_ACTOR, request, 'one'),
      startGeneration(context, LOCAL_ACTOR, request, 'two'),
    ]);
    expect(second).toBe(first);
    (await provider.nextCall()).finish();
    await new FrameReader(first.read(0)).rest();
    expect(provider.calls).toHaveLength(1);
  });

  test('gives the running stream also when a newer send waits behind it', async () => {
    const request = submitOf();
    const { context, turn, call } = await started(request);
    const place = { conversationId: turn.conversationId, parentId: turn.answerId };
    await sendTurn(context, submitOf(place));
    call.say('Half');
    await turn.reader.untilText('Half');
    const log = await startGeneration(context, LOCAL_ACTOR, request, 'again');
    expect(log).toBe(turn.answer);
  });

  test('after its end tells the stored answer again', async () => {
    const request = submitOf();
    const { context, provider, turn, call } = await started(request);
    call.think('Hm.').say('Done').finish('length', { outputTokens: 3 });
    await turn.reader.rest();
    const again = await sendTurn(context, request);
    await again.reader.rest();
    expect(again.answerId).toBe(turn.answerId);
    expect(again.reader.text).toBe('Done');
    expect(again.reader.isComplete).toBe(true);
    expect(again.reader.metadata).toEqual(turn.reader.metadata);
    expect(provider.calls).toHaveLength(1);
  });

  test('after a failure tells of it again', async () => {
    const request = submitOf();
    const { context, turn, call } = await started(request);
    call.fail(new AppError('upstream-auth'));
    await turn.reader.rest();
    const again = await sendTurn(context, request);
    await again.reader.rest();
    expect(again.reader.metadata).toMatchObject({ status: 'failed', errorCode: 'upstream-auth' });
  });
});

describe('a send that cannot be is refused before anything is stored', () => {
  const known = asId<ModelId>('fake/ministral');
  test.each([
    ['message-empty', submitOf({ text: ' \n ' })],
    ['attachment-gone', submitOf({ attachmentIds: [asId<AttachmentId>(randomUUID())] })],
    ['model-unknown', submitOf({ options: { modelId: asId<ModelId>('fake/other') } })],
    ['not-found', submitOf({ conversationId: conversationIdOf(99), options: { modelId: known } })],
    ['not-found', submitOf({ parentId: messageIdOf(99) })],
    ['not-found', againOf('regenerate', conversationIdOf(99), messageIdOf(99))],
    ['not-found', againOf('continue', conversationIdOf(99), messageIdOf(99))],
  ])('%s', async (code, request) => {
    const { context, provider } = await openTestContext();
    const attempt = startGeneration(context, LOCAL_ACTOR, request, 'request');
    await expect(attempt).rejects.toMatchObject({ code });
    const page = { before: null, limit: 10 };
    expect(await context.conversations.list(LOCAL_ACTOR, page)).toEqual([]);
    expect(provider.calls).toEqual([]);
  });

  test('model-unknown where nothing can be picked', async () => {
    const { context } = await openTestContext({}, new FakeProvider([]));
    const attempt = startGeneration(context, LOCAL_ACTOR, submitOf(), 'request');
    await expect(attempt).rejects.toMatchObject({ code: 'model-unknown' });
  });

  test('not-found for a question that is to be continued', async () => {
    const { context, turn } = await started();
    const request = againOf('continue', turn.conversationId, turn.questionId);
    const attempt = startGeneration(context, LOCAL_ACTOR, request, 'request');
    await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('the chosen model is the one that is asked', async () => {
  const other = modelOf({ id: asId<ModelId>('fake/other'), name: 'Other', maxImagesPerPrompt: 4 });
  const { context, provider } = await openTestContext({}, new FakeProvider([modelOf(), other]));
  const turn = await sendTurn(context, submitOf({ options: { modelId: other.id } }));
  expect((await provider.nextCall()).request.model).toEqual(other);
  expect((await turn.stored()).call).toMatchObject({ modelName: 'Other', imageLimit: 4 });
});

test('half of a character is not stored: what comes back can be sent on', async () => {
  const { context, provider } = await openTestContext();
  await sendTurn(context, submitOf({ text: 'cut \ud83d here' }));
  const { request } = await provider.nextCall();
  expect(request.prompt.messages.at(-1)).toEqual({
    role: 'user',
    parts: [{ type: 'text', text: 'cut \ufffd here' }],
  });
});

test('regenerate asks the same question again, beside the first answer', async () => {
  const { context, provider, turn, call } = await started();
  call.say('One').finish();
  await turn.reader.rest();
  const again = await sendTurn(
    context,
    againOf('regenerate', turn.conversationId, turn.questionId),
  );
  const next = await provider.nextCall();
  expect(next.request.prompt).toEqual(call.request.prompt);
  expect(again.questionId).toBe(turn.questionId);
  expect(again.answerId).not.toBe(turn.answerId);
});

describe('deleting while an answer is written', () => {
  test('ends it, and nothing of it comes back', async () => {
    const { context, turn, call, lines } = await started();
    call.say('Half');
    await turn.reader.untilText('Half');
    await context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
    await context.conversations.remove(LOCAL_ACTOR, turn.conversationId);
    await turn.reader.until('abort');
    expect(call.signal.aborted).toBe(true);
    expect((await turn.reader.rest()).isComplete).toBe(true);
    expect(await context.conversations.read(LOCAL_ACTOR, turn.conversationId)).toBeNull();
    expect(lines).toEqual([]);
  });

  test('a run whose conversation is gone asks nobody', async () => {
    const { context, provider, turn, call } = await started();
    const place = { conversationId: turn.conversationId, parentId: turn.answerId };
    const waiting = await sendTurn(context, submitOf(place));
    await context.conversations.remove(LOCAL_ACTOR, turn.conversationId);
    call.finish();
    expect((await waiting.reader.rest()).isComplete).toBe(true);
    expect(provider.calls).toHaveLength(1);
  });

  test('all data: every run of the person ends first', async () => {
    const { context, provider } = await openTestContext();
    const turns = [await sendTurn(context, submitOf()), await sendTurn(context, submitOf())];
    const calls = [await provider.nextCall(), await provider.nextCall()];
    await context.generations.stopAll(LOCAL_ACTOR);
    expect(calls.every(({ signal }) => signal.aborted)).toBe(true);
    for (const turn of turns) expect((await turn.stored()).status).toBe('stopped');
  });
});

describe('when the process ends', () => {
  afterEach(() => void vi.useRealTimers());

  test('nothing new is taken, and running answers may finish', async () => {
    const request = submitOf();
    const { context, turn, call } = await started(request);
    const drained = context.generations.drain();
    expect(context.generations.isAccepting()).toBe(false);
    const attempt = startGeneration(
      context,
      LOCAL_ACTOR,
      submitOf({ idempotencyKey: newKey() }),
      'r',
    );
    await expect(attempt).rejects.toMatchObject({ code: 'shutting-down' });
    expect(await startGeneration(context, LOCAL_ACTOR, request, 'r')).toBe(turn.answer);
    call.say('To the end').finish();
    await drained;
    expect(await turn.stored()).toMatchObject({ status: 'done' });
  });

  test('after 25 seconds the rest is cut, with what was seen', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { context, turn, call } = await started();
    call.say('Half');
    await turn.reader.untilText('Half');
    const drained = context.generations.drain();
    vi.advanceTimersByTime(24_999);
    expect(call.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    await drained;
    expect(await turn.stored()).toMatchObject({
      status: 'cut',
      parts: [{ type: 'text', text: 'Half' }],
    });
    expect((await turn.reader.rest()).metadata.status).toBe('cut');
  });

  test('a send that was on its way then is refused, and not stored', async () => {
    const { context, provider } = await openTestContext();
    vi.spyOn(context.connections, 'listModels').mockImplementation(async () => {
      await context.generations.drain();
      return { models: provider.models, unreachable: [] };
    });
    const attempt = startGeneration(context, LOCAL_ACTOR, submitOf(), 'request');
    await expect(attempt).rejects.toMatchObject({ code: 'shutting-down' });
    const page = { before: null, limit: 1 };
    expect(await context.conversations.list(LOCAL_ACTOR, page)).toEqual([]);
  });

  test('a send that came last is waited for, behind the one before it', async () => {
    const { context, provider, turn, call } = await started();
    const place = { conversationId: turn.conversationId, parentId: turn.answerId };
    const last = await sendTurn(context, submitOf(place));
    const drained = context.generations.drain();
    call.finish();
    (await provider.nextCall()).say('Last').finish();
    await drained;
    expect(await last.stored()).toMatchObject({ status: 'done' });
  });
});
