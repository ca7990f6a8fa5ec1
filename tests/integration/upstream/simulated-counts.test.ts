import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTokenCounter } from '@/lib/server/tokens/token-counter';
import { makePicture } from '../../support/upstream/ask-provider';
import { box } from '../../support/upstream/checklist';
import { chatAt, dataUrl, picture, promptTokensOf, user } from '../../support/upstream/raw-client';
import { startUpstream, type Upstream } from '../../support/upstream/start-upstream';

/** Long enough to read the vocabulary on a busy machine. */
const WITH_PATIENCE = { timeout: 60_000 };
const counter = createTokenCounter(50_000);
const countOf = async (text: string): Promise<number> => (await counter.count([text]))?.[0] ?? 0;

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream({ countTexts: (texts) => counter.count(texts) });
});
afterAll(async () => {
  await upstream.close();
  await counter.close();
});

test(
  box('counts: texts by the vocabulary of the model, its markers beside them, where wanted'),
  WITH_PATIENCE,
  async () => {
    const chat = chatAt(upstream.origin, 'vllmNew');
    // Ten digits are ten tokens, and nothing a model reads is shorter in Japanese.
    expect(await countOf('1234567890')).toBe(10);
    const text = 'これはいくらですか？';
    const tokens = await countOf(text);
    // The beginning of the prompt, and two markers around the question.
    expect(promptTokensOf(await chat({ messages: [user(text)] }))).toBe(tokens + 3);
    const parts = [{ type: 'text', text }, picture(dataUrl(await makePicture(640, 480)))];
    expect(promptTokensOf(await chat({ messages: [user(parts)] }))).toBe(tokens + 3 + 432);
    const call = { id: 'aaaaaaaa1', type: 'function', function: { name: 'f', arguments: '{}' } };
    const messages = [
      { role: 'system', content: text },
      user(text),
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'aaaaaaaa1', content: text },
    ];
    const written = (await countOf('f')) + (await countOf('{}'));
    expect(promptTokensOf(await chat({ messages }))).toBe(
      1 + (tokens + 2) + (tokens + 2) + (1 + 2 + written) + (tokens + 2),
    );
  },
);
