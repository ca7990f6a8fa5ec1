import { expect, test } from 'vitest';
import {
  type ConversationSettings,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import type { ModelDescriptor } from '@/lib/domain/model';
import { assemblePrompt } from '@/lib/domain/prompt/assemble-prompt';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { priceImage } from '@/lib/domain/prompt/price-image';
import type { ResponseFormat } from '@/lib/domain/prompt/prompt';
import { promptCosts, totalOf } from '@/lib/domain/prompt/prompt-costs';
import { EXAMPLE_SCHEMAS } from '@/lib/domain/structured/format-examples';
import { formatWords } from '@/lib/domain/structured/format-words';
import { attachmentOf, branchOf, modelOf } from '../../../support/messages';

const large = attachmentOf(1, { width: 1540, height: 1540 });

test('a prompt is its texts, its pictures by their formula, its calls, and four a message', () => {
  const tools = [{ name: 'f', description: 'd', parameters: { type: 'object' } }];
  const costs = promptCosts(
    [
      { role: 'system', text: 'four' },
      {
        role: 'user',
        parts: [
          { type: 'text', text: 'four' },
          { type: 'image', attachment: large, detail: 'full' },
        ],
      },
      { role: 'assistant', text: '', toolCalls: [{ id: 'a', name: 'four', arguments: '{}' }] },
      { role: 'tool', toolCallId: 'a', name: 'four', text: 'four' },
    ],
    estimateTextTokens,
    tools,
  );
  expect(costs).toEqual({
    systemTokens: 4 + 1,
    textTokens: 4 + 1 + (4 + 1 + 2) + (4 + 1),
    imageTokens: 3080,
    toolTokens: Math.ceil(JSON.stringify(tools).length / 2.5),
  });
  expect(totalOf(costs)).toBe(5 + 17 + 3080 + costs.toolTokens);
});

test.each([
  ['full', 3080],
  ['normal', 37 * 36],
  ['low', 19 * 18],
] as const)('the largest picture costs %s: %d tokens', (detail, tokens) => {
  expect(priceImage(large, detail)).toBe(tokens);
});

test('a small picture costs the same at every detail', () => {
  expect(priceImage(attachmentOf(1), 'low')).toBe(priceImage(attachmentOf(1), 'full'));
});

test('the form of answers costs what it takes to say it, where the server has no field for it', () => {
  const responseFormat: ResponseFormat = {
    type: 'json-schema',
    name: 'receipt',
    schema: EXAMPLE_SCHEMAS.receipt,
  };
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, responseFormat };
  const systemTokens = (model: ModelDescriptor, chosen: ConversationSettings) =>
    assemblePrompt({
      branch: branchOf('Hi'),
      model,
      systemPrompt: 'Hi.',
      today: '2026-11-26',
      yesterday: '2026-11-25',
      settings: chosen,
    }).breakdown.systemTokens;
  const taking = modelOf();
  const inWords = modelOf({ withoutFields: ['responseFormat'] });
  const bare = systemTokens(inWords, DEFAULT_CONVERSATION_SETTINGS);
  expect(systemTokens(taking, settings)).toBe(bare);
  const more = systemTokens(inWords, settings) - bare;
  expect(more).toBeGreaterThan(estimateTextTokens(formatWords(responseFormat)) - 5);
});
