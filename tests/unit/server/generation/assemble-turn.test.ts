import { expect, test, vi } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { Message } from '@/lib/domain/message';
import type { ModelDescriptor } from '@/lib/domain/model';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { assembleTurn } from '@/lib/server/generation/assemble-turn';
import { branchOf, modelOf } from '../../../support/messages';

const settings = { read: async () => ({ systemPrompt: 'Answer.', keepsLargest: false }) };
const TEKKEN = modelOf({ tokenizer: 'tekken' });

/** Assembles with a counter that finds half of what is estimated, or nothing. */
function assemble(branch: readonly Message[], model: ModelDescriptor, canCount = true) {
  const count = vi.fn(async (texts: readonly string[]) =>
    canCount ? texts.map((text) => Math.floor(estimateTextTokens(text) / 2)) : null,
  );
  const dependencies = {
    settings: { ...settings, write: async () => {}, removeAll: async () => {} },
    tokens: { count, close: async () => {} },
  };
  const conversation = { settings: DEFAULT_CONVERSATION_SETTINGS };
  const turn = { conversation, messages: branch, timeZone: 'UTC' };
  const assembled = assembleTurn(dependencies, LOCAL_ACTOR, { ...turn, branch, model });
  return { count, assembled };
}

const words = (count: number) => 'word '.repeat(count);

test('a prompt far from the end of the window is estimated', async () => {
  const { count, assembled } = assemble(branchOf(words(100)), TEKKEN);
  expect(await assembled).toMatchObject({ isCounted: false });
  expect(count).not.toHaveBeenCalled();
});

test('near the end it is counted: what fits by count is not left out by estimate', async () => {
  const branch = branchOf(words(10_000), words(10_000), words(10_000));
  const estimated = await assemble(branch, TEKKEN, false).assembled;
  expect(estimated).toMatchObject({ isCounted: false });
  expect(estimated.omissions).toEqual([
    { type: 'message', messageId: branch[0]?.id, count: 2, reason: 'context' },
  ]);
  const { count, assembled } = assemble(branch, TEKKEN);
  expect(await assembled).toMatchObject({ isCounted: true, omissions: [] });
  expect(count).toHaveBeenCalledTimes(1);
  expect((await assembled).breakdown.textTokens).toBe(
    3 * (Math.floor(estimateTextTokens(words(10_000)) / 2) + 4),
  );
});

test('another family’s texts are never counted with this vocabulary', async () => {
  const { count, assembled } = assemble(branchOf(words(30_000)), modelOf());
  expect(await assembled).toMatchObject({ isCounted: false });
  expect(count).not.toHaveBeenCalled();
});
