import { expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { AppError } from '@/lib/domain/errors/app-error';
import type { PromptMessage } from '@/lib/domain/prompt/prompt';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { FakeProvider } from '../../support/fake-provider';
import { modelOf } from '../../support/messages';
import { sendTurn } from '../../support/send-turn';
import { openTestContext } from '../../support/test-context';
import { againOf, submitOf } from '../../support/turn-requests';

const settings = { ...DEFAULT_CONVERSATION_SETTINGS, contextStrategy: 'summarise' } as const;
/** The number of the request that sums up. */
const SUMMARY_CALL = 3;
const words = 'word '.repeat(1500);
const textOf = (messages: readonly PromptMessage[]) => JSON.stringify(messages);

/** Three turns that fill a window of 8,000 tokens, in a conversation that is to be summed up. */
async function filled() {
  const opened = await openTestContext({}, new FakeProvider([modelOf({ contextWindow: 8000 })]));
  const { context, provider } = opened;
  const ask = (text: string, place: Parameters<typeof submitOf>[0] = {}) =>
    sendTurn(context, submitOf({ text, ...place }));
  const first = await ask(`First ${words}`);
  (await provider.nextCall()).say('One.').finish();
  await first.reader.rest();
  const { conversationId } = first;
  await context.conversations.change(LOCAL_ACTOR, conversationId, { settings, version: 1 });
  const second = await ask(`Second ${words}`, { conversationId, parentId: first.answerId });
  (await provider.nextCall()).say('Two.').finish();
  await second.reader.rest();
  const third = await ask(`Third ${words}`, { conversationId, parentId: second.answerId });
  return {
    ...opened,
    ask,
    first,
    second,
    third,
    conversationId,
    summaryCall: await provider.nextCall(),
  };
}

test('one request sums up the beginning, is told, kept, and stands in this prompt and the next ones', async () => {
  const { provider, ask, third, conversationId, summaryCall } = await filled();
  const asked = summaryCall.request.prompt.messages;
  expect(textOf(asked)).toContain('First');
  expect(textOf(asked)).not.toContain('Third');
  expect(textOf(asked.slice(-1))).toContain('Sum up our conversation');
  await third.reader.until('message-metadata');
  await third.reader.until('message-metadata');
  expect(third.reader.metadata.call?.summary?.text).toBe('');
  summaryCall.say('They counted ', 'words.').finish();
  const call = await provider.nextCall();
  const sent = call.request.prompt.messages;
  expect(textOf(sent)).toContain(
    'Summary of this conversation up to here:\\n\\nThey counted words.',
  );
  expect(textOf(sent)).toContain('Third');
  expect(textOf(sent)).not.toContain('First');
  call.say('Three.').finish();
  await third.reader.rest();
  const stored = await third.stored();
  expect(stored).toMatchObject({ status: 'done', parts: [{ type: 'text', text: 'Three.' }] });
  expect(stored.call.summary).toMatchObject({ text: 'They counted words.' });
  expect(stored.call.omissions).toMatchObject([{ type: 'message', reason: 'summarised' }]);
  expect(stored.call).toEqual(third.reader.metadata.call);

  const next = await ask('Fourth', { conversationId, parentId: third.answerId });
  const nextCall = await provider.nextCall();
  const beginning = JSON.stringify(sent).slice(0, -1);
  expect(JSON.stringify(nextCall.request.prompt.messages).startsWith(beginning)).toBe(true);
  nextCall.say('Four.').finish();
  await next.reader.rest();
  expect((await next.stored()).call.summary).toBeUndefined();
});

test('another answer to the same question uses the summary that is there', async () => {
  const { context, provider, third, conversationId, summaryCall } = await filled();
  summaryCall.say('So far.').finish();
  (await provider.nextCall()).say('Three.').finish();
  await third.reader.rest();
  const again = againOf('regenerate', conversationId, third.questionId);
  const retried = await sendTurn(context, again);
  const call = await provider.nextCall();
  expect(textOf(call.request.prompt.messages)).toContain('So far.');
  expect(textOf(call.request.prompt.messages)).toContain('Third');
  call.say('Trois.').finish();
  await retried.reader.rest();
  expect(provider.calls).toHaveLength(5);
});

test('a summary that fails is the answer’s failure; one that says nothing too', async () => {
  const { context, provider, third, conversationId, summaryCall } = await filled();
  summaryCall.fail(new AppError('upstream-down', { connection: 'Fake' }));
  await third.reader.rest();
  expect(await third.stored()).toMatchObject({ status: 'failed', errorCode: 'upstream-down' });
  expect(provider.calls).toHaveLength(SUMMARY_CALL);
  const again = againOf('regenerate', conversationId, third.questionId);
  const retried = await sendTurn(context, again);
  (await provider.nextCall()).finish();
  await retried.reader.rest();
  expect(await retried.stored()).toMatchObject({ status: 'failed', errorCode: 'upstream-empty' });
  expect(provider.calls).toHaveLength(SUMMARY_CALL + 1);
});

test('Stop while it is summed up stops the answer', async () => {
  const { context, third, conversationId, summaryCall } = await filled();
  summaryCall.say('Half');
  expect(await context.generations.stop(LOCAL_ACTOR, [conversationId])).toBe(true);
  await third.reader.rest();
  expect(await third.stored()).toMatchObject({ status: 'stopped', parts: [] });
  expect(summaryCall.signal.aborted).toBe(true);
});

test('the time that a summary took is no time of the answer', async () => {
  const { provider, third, summaryCall } = await filled();
  const now = performance.now.bind(performance);
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now() + 600_000);
  onTestFinished(() => clock.mockRestore());
  summaryCall.say('So far.').finish();
  (await provider.nextCall()).say('Three.').finish();
  await third.reader.rest();
  const { timing } = await third.stored();
  expect(timing?.firstTokenMs).toBeLessThan(600_000);
  expect(timing?.totalMs).toBeLessThan(600_000);
});
