import { expect, test } from 'vitest';
import ToolCall from '@/components/message/tool-call/tool-call';
import type { MessageStatus, ToolPart } from '@/lib/domain/message';
import { type ChatMessage, toUiMessage } from '@/lib/protocol/ui-message';
import { answerOf, attachmentOf } from '../../../support/messages';
import { renderWords } from '../../../support/render-words';

const BUTTONS = ['Allow once', 'Allow in this conversation', 'Always allow', 'Don’t allow'];

const call = (change: Partial<ToolPart>): ToolPart => ({
  type: 'tool',
  callId: 'c1',
  name: 'calculator',
  input: { expression: '3/4 + 1/8' },
  state: 'running',
  ...change,
});

const output = (change: Partial<NonNullable<ToolPart['output']>> = {}) => ({
  text: '0.875',
  isError: false,
  ms: 1234,
  images: [],
  ...change,
});

function show(part: ToolPart, status: MessageStatus, isNewest = true): string {
  const message: ChatMessage = toUiMessage(answerOf({ number: 2 }, [part], { status }));
  const [uiPart] = message.parts;
  if (!uiPart) throw new Error('no part');
  return renderWords(
    <ToolCall message={message} part={uiPart} isNewest={isNewest} onDecide={async () => true} />,
  );
}

/** Whether each text of a call is unfolded, in their order. */
const foldsOf = (words: string) =>
  [...words.matchAll(/<details\b([^>]*)>/g)].map(([, attributes = '']) =>
    /\bopen=""/.test(attributes),
  );

test('a call that waits shows its arguments, unfolded, and four decisions', () => {
  const words = show(call({ state: 'approval', input: { text: 'x'.repeat(2000) } }), 'waiting');
  expect(words).toContain('Waits for your decision');
  expect(foldsOf(words)).toEqual([true]);
  for (const button of BUTTONS) expect(words).toContain(button);
});

test('a call of a tool that the person plays asks for its result', () => {
  const words = show(call({ state: 'reply' }), 'waiting');
  expect(words).toContain('Give result');
  expect(words).toContain('Decline');
  expect(words).not.toContain('Allow once');
});

test.each([
  ['while the answer is still written', 'streaming', true],
  ['in an answer that another question follows', 'waiting', false],
  ['in an answer that was stopped', 'stopped', true],
] as const)('nothing can be decided %s', (_when, status, isNewest) => {
  const words = show(call({ state: 'approval' }), status, isNewest);
  for (const button of BUTTONS) expect(words).not.toContain(button);
  expect(words).toContain(status === 'streaming' ? 'Waits for your decision' : 'Not run');
});

test('what ran shows its result and how long it took', () => {
  const words = show(call({ state: 'done', output: output() }), 'done', false);
  expect(words).toContain('0.875');
  expect(words).toContain('Done · 1.23 s');
});

test('what failed says why, unfolded', () => {
  const text = 'The tool failed. '.repeat(100);
  const words = show(call({ state: 'done', output: output({ text, isError: true }) }), 'done');
  expect(words).toContain('Failed');
  expect(words).toContain('What went wrong');
  expect(foldsOf(words)).toEqual([true, true]);
});

test('a long result is folded away', () => {
  const words = show(call({ state: 'done', output: output({ text: 'x'.repeat(5000) }) }), 'done');
  expect(foldsOf(words)).toEqual([true, false]);
});

test('pictures of a result can be opened', () => {
  const words = show(
    call({ state: 'done', output: output({ images: [attachmentOf(7)] }) }),
    'done',
  );
  expect(words).toContain('Open image 1: picture-7.png');
});

test('arguments that are no JSON are shown as they were written', () => {
  const words = show(call({ input: '{"city": Paris' }), 'streaming');
  expect(words).toContain('{&quot;city&quot;: Paris');
  expect(words).toContain('Running…');
});

test('words of a stranger are words', () => {
  const words = show(call({ name: '<b>evil</b>', input: { a: '<script>' } }), 'streaming');
  expect(words).not.toContain('<script>');
  expect(words).not.toContain('<b>');
});
