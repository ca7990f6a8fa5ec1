import { expect, it } from 'vitest';
import {
  promptOfDraft,
  withDraftText,
  withSettings,
} from '@/lib/client/context-panel/shown-prompt';
import type { DraftAttachment } from '@/lib/client/draft/draft-attachment';
import { excludeImage, pinImage, setImageDetail } from '@/lib/domain/conversation/choose-images';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import type { ModelDescriptor } from '@/lib/domain/model';
import { estimateTextTokens } from '@/lib/domain/prompt/estimate-tokens';
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
  promptOfDraft({
    draft: { text, attachments, refusals: [] },
    model: modelOf({ name: 'Lens', ...facts }),
    systemPrompt: 'You are {name}. It is {today}, not {yesterday}.',
    today: '2026-03-01',
    yesterday: '2026-02-28',
  });

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
