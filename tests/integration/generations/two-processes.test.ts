import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { asId, type UserId } from '@/lib/domain/ids';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import type { Context } from '@/lib/server/context';
import { readTree } from '@/lib/server/generation/read-tree';
import { startGeneration } from '@/lib/server/generation/start-generation';
import { FrameReader } from '../../support/frame-reader';
import { createTestDatabase, type TestDatabase } from '../../support/postgres';
import { sendTurn } from '../../support/send-turn';
import { createTestContext, type TestContext } from '../../support/test-context';
import { againOf, submitOf } from '../../support/turn-requests';

const PATIENCE = { timeout: 20_000 };

let database: TestDatabase;
let one: TestContext;
let two: TestContext;
beforeEach(async () => {
  database = await createTestDatabase();
  const environment = { DATABASE_URL: database.url };
  one = await createTestContext(environment);
  two = await createTestContext(environment);
  await vi.waitFor(() => expect([one, two].every(isListening)).toBe(true), PATIENCE);
});
afterEach(async () => {
  await one.close();
  await two.close();
  await database.drop();
});

const isListening = ({ context }: TestContext) => context.signals.isListening();

/** A turn whose answer the first process writes. */
async function started() {
  const turn = await sendTurn(one.context, submitOf());
  return { turn, call: await one.provider.nextCall() };
}

async function follow(context: Context, turn: Awaited<ReturnType<typeof sendTurn>>, after = 0) {
  const [answer] = await context.generations.running(LOCAL_ACTOR, turn.conversationId);
  return new FrameReader(answer?.read(after) ?? null);
}

test('an answer is followed at another process, from its beginning and from any number', async () => {
  const { turn, call } = await started();
  call.say('One ');
  await turn.reader.untilText('One');
  const whole = await follow(two.context, turn);
  await whole.untilText('One');
  const last = whole.sequences.at(-1) ?? 0;
  const rest = await follow(two.context, turn, last);
  call.say('two').finish();
  await Promise.all([whole.rest(), rest.rest(), turn.reader.rest()]);
  expect(whole.chunks).toEqual(turn.reader.chunks);
  expect(whole.isComplete).toBe(true);
  expect(rest.chunks).toEqual(turn.reader.chunks.slice(last));
  expect(await two.context.generations.running(LOCAL_ACTOR, turn.conversationId)).toEqual([]);
});

test('where news do not come, the store is asked', async () => {
  vi.spyOn(two.context.signals, 'onNews').mockReturnValue(() => {});
  vi.spyOn(two.context.signals, 'isListening').mockReturnValue(false);
  const { turn, call } = await started();
  const reader = await follow(two.context, turn);
  call.say('Slowly').finish();
  await reader.rest();
  expect([reader.text, reader.isComplete]).toEqual(['Slowly', true]);
});

test('a conversation is read elsewhere with the words that are there', async () => {
  const { turn, call } = await started();
  call.say('Half');
  await turn.reader.untilText('Half');
  await vi.waitFor(async () => {
    const tree = await readTree(two.context, LOCAL_ACTOR, turn.conversationId);
    expect(tree?.running?.messageId).toBe(turn.answerId);
    expect(tree?.messages[1]).toMatchObject({
      status: 'streaming',
      parts: [{ type: 'text', text: 'Half' }],
    });
  }, PATIENCE);
});

test('Stop pressed at another process ends it', async () => {
  const { turn, call } = await started();
  call.say('Seen');
  await turn.reader.untilText('Seen');
  const reader = await follow(two.context, turn);
  expect(await two.context.generations.stop(LOCAL_ACTOR, [turn.conversationId])).toBe(true);
  await reader.until('abort');
  expect(call.signal.aborted).toBe(true);
  expect(await turn.stored()).toMatchObject({ status: 'stopped', parts: [{ text: 'Seen' }] });
});

test('nobody else follows or stops it', async () => {
  const { turn, call } = await started();
  const stranger = { userId: asId<UserId>('stranger') };
  expect(await two.context.generations.running(stranger, turn.conversationId)).toEqual([]);
  expect(await two.context.generations.stop(stranger, [turn.conversationId])).toBe(false);
  expect(call.signal.aborted).toBe(false);
});

test('a second send at another process waits for the first', async () => {
  const { turn, call } = await started();
  const place = { conversationId: turn.conversationId, parentId: turn.answerId };
  const second = await sendTurn(two.context, submitOf({ ...place, text: 'Second' }));
  expect((await second.stored()).status).toBe('streaming');
  expect(two.provider.calls).toEqual([]);
  call.say('First answer').finish();
  const next = await two.provider.nextCall();
  expect(next.request.prompt.messages.slice(2, 3)).toEqual([
    { role: 'assistant', text: 'First answer' },
  ]);
  next.say('Second answer').finish();
  await second.reader.rest();
  expect(await second.stored()).toMatchObject({ status: 'done' });
});

test('a second send that waits can be stopped from anywhere', async () => {
  const { turn } = await started();
  const place = { conversationId: turn.conversationId, parentId: turn.answerId };
  const second = await sendTurn(two.context, submitOf(place));
  await one.context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
  await second.reader.until('abort');
  expect((await second.stored()).status).toBe('stopped');
  expect(two.provider.calls).toEqual([]);
});

test('the same send at another process is the same answer, running and ended', async () => {
  const request = submitOf();
  const turn = await sendTurn(one.context, request);
  const call = await one.provider.nextCall();
  const running = await startGeneration(two.context, LOCAL_ACTOR, request, 'again');
  const reader = new FrameReader(running.read(0));
  call.say('Once').finish();
  await reader.rest();
  expect(reader.text).toBe('Once');
  const ended = await startGeneration(two.context, LOCAL_ACTOR, request, 'again');
  expect((await new FrameReader(ended.read(0)).rest()).text).toBe('Once');
  expect(two.provider.calls).toEqual([]);
  expect((await turn.stored()).status).toBe('done');
});

test('a conversation deleted at another process ends its answer', async () => {
  const { turn, call } = await started();
  await two.context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
  await two.context.conversations.remove(LOCAL_ACTOR, turn.conversationId);
  await turn.reader.rest();
  expect(call.signal.aborted).toBe(true);
  expect(one.lines).toEqual([]);
});

test('deleting all data ends what runs at every process first', async () => {
  const { call } = await started();
  await two.context.generations.stopAll(LOCAL_ACTOR);
  expect(call.signal.aborted).toBe(true);
  expect(await one.context.generationStore.isAnyRunning(LOCAL_ACTOR)).toBe(false);
});

describe('when a process dies', () => {
  test('another one cuts its answer, whose readers see that, and it can be gone on with', async () => {
    const { turn, call } = await started();
    call.say('Half');
    await turn.reader.untilText('Half');
    const reader = await follow(two.context, turn);
    await reader.untilText('Half');
    // Taken for dead while it is only slow: what it writes from then on is not stored.
    expect(await two.context.generationStore.cutAbandoned(0)).toBe(1);
    await reader.rest();
    expect([reader.isComplete, reader.metadata.status]).toEqual([true, 'cut']);
    call.say(' and more').finish();
    await turn.reader.rest();
    expect(await turn.stored()).toMatchObject({ status: 'cut', parts: [{ text: 'Half' }] });

    const again = againOf('continue', turn.conversationId, turn.answerId);
    const next = await sendTurn(two.context, again);
    (await two.provider.nextCall()).say(' of it').finish();
    await next.reader.rest();
    expect((await next.stored()).parts).toEqual([{ type: 'text', text: 'Half of it' }]);
  });

  test('its silence is noticed, and that of the living is none', async () => {
    const { turn } = await started();
    const { generationStore } = two.context;
    expect(await generationStore.cutAbandoned(10_000)).toBe(0);
    const [row] = await generationStore.running(LOCAL_ACTOR, turn.conversationId);
    expect(row?.messageId).toBe(turn.answerId);
  });
});
