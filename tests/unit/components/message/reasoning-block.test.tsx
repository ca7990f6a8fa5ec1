import { expect, test } from 'vitest';
import { ReasoningBlock } from '@/components/message/reasoning-block';
import { renderWords } from '../../../support/render-words';

const block = (isThinking: boolean, durationMs?: number) =>
  renderWords(
    <ReasoningBlock name="a-0" text="Hm." isThinking={isThinking} durationMs={durationMs} />,
  );

test('it is open while the model thinks, and folded afterwards', () => {
  expect(block(true)).toMatch(/<details open/);
  expect(block(true)).toContain('Thinking…');
  expect(block(false)).not.toMatch(/<details open/);
});

test.each([
  [undefined, 'Thoughts'],
  [400, 'Thought for a moment'],
  [12_300, 'Thought for 12 s'],
  [125_000, 'Thought for 2 min 5 s'],
])('%s ms of thinking: %s', (durationMs, words) => {
  expect(block(false, durationMs)).toContain(words);
});
