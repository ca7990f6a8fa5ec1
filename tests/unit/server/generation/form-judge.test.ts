import { describe, expect, test } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { AppError } from '@/lib/domain/errors/app-error';
import { withoutReplaced } from '@/lib/domain/generation/replaced-text';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { sendTurn } from '../../../support/send-turn';
import { openTestContext } from '../../../support/test-context';
import { submitOf } from '../../../support/turn-requests';

const SUM: ResponseFormat = {
  type: 'json-schema',
  name: 'sum',
  schema: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
};
const text = (words: string) => ({ type: 'text', text: words });

async function started(form: ResponseFormat | null = SUM) {
  const opened = await openTestContext();
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, responseFormat: form ?? undefined };
  const turn = await sendTurn(opened.context, submitOf({ settings }));
  const call = await opened.provider.nextCall();
  return { ...opened, turn, call };
}

test('an answer that has its form is judged, stored and told so', async () => {
  const { turn, call } = await started();
  expect(call.request.prompt.responseFormat).toEqual(SUM);
  call.say('{"total"', ': 3}').finish();
  await turn.reader.rest();
  const stored = await turn.stored();
  expect(stored).toMatchObject({ status: 'done', verdict: { type: 'valid' } });
  expect(stored.call.format).toBe('json-schema');
  expect(turn.reader.metadata.verdict).toEqual({ type: 'valid' });
});

test('an answer in free words is not judged', async () => {
  const { turn, call } = await started(null);
  call.say('Three.').finish();
  await turn.reader.rest();
  expect((await turn.stored()).verdict).toBeUndefined();
});

test('one that has not is asked for once more, with what was wrong; the second takes its place', async () => {
  const { turn, call, provider } = await started();
  call.think('Hm.').say('{"sum": 3}').finish('stop', { inputTokens: 5, outputTokens: 1 });
  const second = await provider.nextCall();
  const [, question, first, fault] = second.request.prompt.messages;
  expect(question?.role).toBe('user');
  expect(first).toEqual({ role: 'assistant', text: '{"sum": 3}' });
  expect(JSON.stringify(fault)).toMatch(/at \/total .* \\"required\\"/);
  second.say('{"total": 3}').finish('stop', { inputTokens: 9, outputTokens: 2 });
  await turn.reader.rest();

  const stored = await turn.stored();
  expect(stored.parts).toEqual([
    { type: 'reasoning', text: 'Hm.' },
    { type: 'step' },
    text('{"total": 3}'),
  ]);
  expect(stored).toMatchObject({
    status: 'done',
    verdict: { type: 'valid' },
    usage: { inputTokens: 14, outputTokens: 3 },
    call: { steps: 2, repairs: [{ type: 'asked-again', reason: 'form' }] },
  });
});

test('it is asked for once more only once', async () => {
  const { turn, call, provider } = await started();
  call.say('Three.').finish();
  const second = await provider.nextCall();
  second.say('{"total": "3"}').finish();
  await turn.reader.rest();
  const stored = await turn.stored();
  expect(stored.parts).toEqual([{ type: 'step' }, text('{"total": "3"}')]);
  expect(stored.verdict).toEqual({ type: 'invalid', path: '/total', keyword: 'type' });
});

describe('a second try that brings nothing leaves the first one', () => {
  test('when it fails', async () => {
    const { turn, call, provider } = await started();
    call.say('Three.').finish('stop', { outputTokens: 1 });
    (await provider.nextCall()).fail(new AppError('upstream-rate'));
    await turn.reader.rest();
    const stored = await turn.stored();
    expect(stored).toMatchObject({ status: 'done', verdict: { type: 'not-json' } });
    expect(stored.parts).toEqual([text('Three.')]);
    expect(stored.errorCode).toBeUndefined();
    expect(stored.call.repairs).toBeUndefined();
  });

  test('when it is stopped', async () => {
    const { turn, call, provider, context } = await started();
    call.say('Three.').finish();
    await provider.nextCall();
    await context.generations.stop(LOCAL_ACTOR, [turn.conversationId]);
    await turn.reader.rest();
    const stored = await turn.stored();
    expect(stored).toMatchObject({ status: 'stopped', verdict: { type: 'not-json' } });
    expect(stored.parts).toEqual([text('Three.')]);
  });
});

test.each([
  ['length', 'done'],
  ['content-filter', 'refused'],
] as const)('one that ended by %s is judged and not asked for again', async (reason, status) => {
  const { turn, call, provider } = await started();
  call.say('{"total": ').finish(reason);
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({ status, verdict: { type: 'not-json' } });
  expect(provider.calls).toHaveLength(1);
});

test('a schema that cannot be used is told, and nobody is asked again', async () => {
  const lost: ResponseFormat = { type: 'json-schema', name: 'x', schema: { $ref: '#/none' } };
  const { turn, call, provider } = await started(lost);
  call.say('{}').finish();
  await turn.reader.rest();
  expect((await turn.stored()).verdict).toEqual({ type: 'unchecked' });
  expect(provider.calls).toHaveLength(1);
});

test('text is replaced only where no call stands between', () => {
  const part = (type: string) => ({ type });
  const kept = (...types: string[]) => withoutReplaced(types.map(part)).map(({ type }) => type);
  expect(kept('text', 'tool', 'step', 'text')).toEqual(['text', 'tool', 'step', 'text']);
  expect(kept('text', 'dynamic-tool', 'step-start', 'text', 'step-start', 'text')).toEqual([
    ...['text', 'dynamic-tool', 'step-start', 'step-start', 'text'],
  ]);
  expect(kept('reasoning', 'text', 'step', 'text')).toEqual(['reasoning', 'step', 'text']);
});
