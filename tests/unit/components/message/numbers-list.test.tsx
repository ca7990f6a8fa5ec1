import { expect, test } from 'vitest';
import NumbersList from '@/components/message/numbers/numbers-list';
import type { ChunkMetadata } from '@/lib/domain/generation/chunk';
import type { ChatMessage } from '@/lib/protocol/ui-message';
import { callOf } from '../../../support/messages';
import { renderWords } from '../../../support/render-words';

const shown = (metadata: ChunkMetadata, parts: ChatMessage['parts'] = []) =>
  renderWords(<NumbersList message={{ id: '1', role: 'assistant', parts, metadata }} />).replaceAll(
    /<[^>]*>/g,
    ' ',
  );

test.each([
  [{ finishReason: 'stop' }, 'The model was done'],
  [{ finishReason: 'length' }, 'length limit'],
  [{ status: 'stopped' }, 'You stopped it'],
  [{ status: 'cut', finishReason: 'stop' }, 'cut off'],
  [{ status: 'failed' }, 'It failed'],
  [{ status: 'waiting', finishReason: 'tool-calls' }, 'waits for you'],
] as const)('%j ended as %s', (metadata, words) => {
  expect(shown(metadata)).toContain(words);
});

test('numbers are written for who reads, and say how they are known', () => {
  const text = shown(
    {
      timing: { firstTokenMs: 1234, totalMs: 5234 },
      usage: { outputTokens: 12_000 },
      call: callOf({ images: 10, estimate: { textTokens: 1000, imageTokens: 200 } }),
    },
    [{ type: 'text', text: 'Words.' }],
  );
  expect(text).toMatch(/First token after\s+1\.23 s\s+measured/);
  expect(text).toMatch(/Speed\s+3,000 tokens\/s\s+measured/);
  expect(text).toMatch(/Prompt\s+≈ 1,200 tokens\s+estimated here/);
  expect(text).toMatch(/Written\s+12,000 tokens\s+measured/);
  expect(text).toMatch(/Pictures\s+10\s+measured/);
  expect(text).not.toContain('cached');
});

test('calls of tools are words that were written', () => {
  const call = { type: 'dynamic-tool', toolName: 'calculator', toolCallId: '1' } as const;
  const part = { ...call, state: 'input-available', input: { expression: '1+1' } } as const;
  expect(shown({}, [part])).toMatch(/Written\s+≈ \d+ tokens/);
});
