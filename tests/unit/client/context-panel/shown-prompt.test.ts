import { expect, it } from 'vitest';
import {
  promptOfDraft,
  type ShownPrompt,
  withDraftText,
  withSettings,
} from '@/lib/client/context-panel/shown-prompt';
import type { DraftAttachment } from '@/lib/client/draft/draft-attachment';
import { excludeImage, pinImage, setImageDetail } from '@/lib/domain/conversation/choose-images';
import {
  type ContextStrategy,
  DEFAULT_CONVERSATION_SETTINGS,
} from '@/lib/domain/conversation/conversation-settings';
import type { ModelDescriptor } from '@/lib/domain/model';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
import { totalOf } from '@/lib/domain/prompt/prompt-costs';
import { QUESTION_STAND_IN } from '@/lib/protocol/prompt-preview';
import { attachmentOf, modelOf } from '../../../support/messages';

const tileOf = (number: number, isReady = true): DraftAttachment => ({
  key: String(number),
  name: `picture-${number}.png`,
  state: isReady
    ? { status: 'ready', attachment: attachmentOf(number) }
    : { status: 'uploading', progress: 0.5 },
  file: null,
  prepared: null,
  previewUrl: null,
});

const promptOf = (
  attachments: readonly DraftAttachment[],
  facts: Partial<ModelDescriptor> = {},
  text = '',
) =>
  withDraftText(
    promptOfDraft({
      attachments,
      model: modelOf({ name: 'Lens', ...facts }),
      settings: DEFAULT_CONVERSATION_SETTINGS,
      systemPrompt: 'You are {name}. It is {today}, not {yesterday}.',
      today: '2026-03-01',
      yesterday: '2026-02-28',
    }),
    text,
  );

it('prices the first question in the browser: uploaded pictures, and the filled system prompt', () => {
  const { systemPrompt, images, breakdown, isStored } = promptOf([tileOf(1), tileOf(2, false)]);
  expect(systemPrompt).toBe('You are Lens. It is 2026-03-01, not 2026-02-28.');
  expect(images).toMatchObject([{ number: 1, isDraft: true, tokens: 3, state: 'sent' }]);
  expect(breakdown).toMatchObject({ imageTokens: 3, contextWindow: 32_768 });
  expect(breakdown.systemTokens).toBeGreaterThanOrEqual(estimateTextTokens(systemPrompt));
  expect(isStored).toBe(false);
});

it('says which pictures of the first question a model has no room for', () => {
  const two = [tileOf(1), tileOf(2)];
  const statesOf = (facts: Partial<ModelDescriptor>) =>
    promptOf(two, facts).images.map(({ state }) => state);
  expect(statesOf({ maxImagesPerPrompt: 1 })).toEqual(['sent', 'image-limit']);
  expect(statesOf({ acceptsImages: false })).toEqual([
    'model-without-images',
    'model-without-images',
  ]);
  expect(promptOf(two, { maxImagesPerPrompt: 1 }).breakdown.imageTokens).toBe(3);
});

it('prices the words of a first question as they are typed, and nothing while there are none', () => {
  expect(promptOf([]).breakdown).toMatchObject({ textTokens: 0, imageTokens: 0 });
  const textOf = (text: string) => promptOf([tileOf(1)], {}, text).breakdown.textTokens;
  expect(textOf('What is this?') - textOf('')).toBe(estimateTextTokens('What is this?'));
});

it('puts the price of the words in the place of the stand-in’s', () => {
  const prompt = promptOf([], {}, QUESTION_STAND_IN);
  const { textTokens } = prompt.breakdown;
  expect(withDraftText(prompt, QUESTION_STAND_IN).breakdown.textTokens).toBe(textTokens);
  const long = 'What is this? '.repeat(20);
  expect(withDraftText(prompt, long).breakdown.textTokens).toBe(
    textTokens - estimateTextTokens(QUESTION_STAND_IN) + estimateTextTokens(long),
  );
});

it('shows choices before the server has them', () => {
  const prompt = promptOf([tileOf(1), tileOf(2)]);
  const [first, second] = prompt.images.map(({ attachment }) => attachment.id);
  if (!first || !second) throw new Error('two pictures');
  const chosen = [
    (settings = DEFAULT_CONVERSATION_SETTINGS) => pinImage(settings, first, true),
    (settings = DEFAULT_CONVERSATION_SETTINGS) => setImageDetail(settings, first, 'low'),
    (settings = DEFAULT_CONVERSATION_SETTINGS) => excludeImage(settings, second, true),
  ].reduce((settings, choose) => choose(settings), DEFAULT_CONVERSATION_SETTINGS);
  const shown = withSettings(prompt, chosen);
  expect(shown.images).toMatchObject([
    { isPinned: true, detail: 'low', state: 'sent' },
    { isPinned: false, detail: 'full', state: 'excluded' },
  ]);
  expect(withSettings(shown, DEFAULT_CONVERSATION_SETTINGS).images).toEqual(prompt.images);
});

const storedOf = (
  contextStrategy: ContextStrategy,
  facts: Partial<ShownPrompt> = {},
): ShownPrompt => {
  const prompt = promptOf([], {}, QUESTION_STAND_IN);
  const settings = { ...prompt.settings, contextStrategy };
  const breakdown = { ...prompt.breakdown, textTokens: 5000, budgetTokens: 6000 };
  return { ...prompt, isStored: true, settings, breakdown, ...facts };
};
const LONG = 'What is this? '.repeat(500);

it.each(['stop', 'summarise'] as const)(
  'says by how much the words that are typed make it too long: %s',
  (strategy) => {
    expect(withDraftText(storedOf(strategy), 'Hi').excessTokens).toBe(0);
    const { excessTokens, breakdown } = withDraftText(storedOf(strategy), LONG);
    expect(excessTokens).toBeGreaterThan(0);
    expect(excessTokens).toBe(totalOf(breakdown) - breakdown.budgetTokens);
  },
);

it('lets the oldest turns give way to the words, but never the question itself', () => {
  expect(withDraftText(storedOf('drop-oldest'), LONG).excessTokens).toBe(0);
  const { excessTokens } = withDraftText(storedOf('drop-oldest'), LONG.repeat(4));
  expect(excessTokens).toBeGreaterThan(0);
  const drafted = promptOf([tileOf(1)]).images.map((image) => ({ ...image, tokens: 5000 }));
  const own = withDraftText(storedOf('drop-oldest', { images: drafted }), LONG);
  const earlier = drafted.map((image) => ({ ...image, isDraft: false }));
  const others = withDraftText(storedOf('drop-oldest', { images: earlier }), LONG);
  expect(own.excessTokens).toBeGreaterThan(0);
  expect(others.excessTokens).toBe(0);
});

it('prices the words by what the last answer has cost', () => {
  const costOf = (calibration: number) => {
    const prompt = storedOf('stop', { calibration });
    const textOf = (text: string) => withDraftText(prompt, text).breakdown.textTokens;
    return textOf(LONG) - textOf('');
  };
  expect(costOf(1.5) / costOf(1)).toBeCloseTo(1.5, 2);
});

it('says nothing of the old excess once another way is chosen', () => {
  const prompt = storedOf('stop', { excessTokens: 900 });
  expect(withSettings(prompt, prompt.settings).excessTokens).toBe(900);
  const chosen = { ...prompt.settings, contextStrategy: 'drop-oldest' } as const;
  expect(withSettings(prompt, chosen).excessTokens).toBe(0);
});

it('touches no picture while words are typed', () => {
  const wordless = promptOf([tileOf(1), tileOf(2)]);
  expect(withDraftText(wordless, 'What').images).toBe(wordless.images);
});
