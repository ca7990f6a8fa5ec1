import { expect, test } from 'vitest';
import { DIALECTS } from '@/lib/server/provider/dialects';
import { noteCutPrompt } from '@/lib/server/provider/openai-compatible/note-cut-prompt';
import { promptOf } from '../../../../support/upstream/ask-provider';

/** About 5,000 tokens. */
const LONG = promptOf('word '.repeat(4_000), 10);

test.each([
  ['far less read than sent', 'ollama', LONG, 2_048, 'prompt-cut'],
  ['all read', 'ollama', LONG, 4_100, undefined],
  ['pictures counted in another way', 'ollama', promptOf('Hi', 10), 40, undefined],
  ['not counted', 'ollama', LONG, undefined, undefined],
  ['a server that would say so', 'vllmNew', LONG, 2_048, undefined],
] as const)('%s', (_name, dialect, prompt, inputTokens, note) => {
  const finish = { type: 'finish', finishReason: 'stop', usage: { inputTokens } } as const;
  expect(noteCutPrompt(finish, prompt, DIALECTS[dialect]).note).toBe(note);
});
