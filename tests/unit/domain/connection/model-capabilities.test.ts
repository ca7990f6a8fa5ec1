import { describe, expect, test } from 'vitest';
import { capabilitiesOf, findCapabilities } from '@/lib/domain/connection/model-capabilities';

describe('Ministral 3 in all its spellings', () => {
  test.each([
    ['mistralai/ministral-14b-instruct-2512', 'Ministral 3 14B Instruct', 0.15],
    ['mistralai/ministral-3-14b-instruct-2512', 'Ministral 3 14B Instruct', 0.15],
    ['mistralai/Ministral-3-14B-Instruct-2512', 'Ministral 3 14B Instruct', 0.15],
    ['mistralai/Ministral-3-8B-Instruct-2512-BF16', 'Ministral 3 8B Instruct', 0.15],
    ['unsloth/Ministral-3-3B-Instruct-2512-GGUF', 'Ministral 3 3B Instruct', 0.15],
    ['/models/Ministral-3-14B-Reasoning-2512-Q4_K_M.gguf', 'Ministral 3 14B Reasoning', 1],
    ['mistralai/Ministral-3-8B-Reasoning-2512', 'Ministral 3 8B Reasoning', 0.7],
    ['mistralai/Ministral-3-3B-Reasoning-2512', 'Ministral 3 3B Reasoning', 0.7],
    ['ministral-3:14b', 'Ministral 3 14B Instruct', 0.15],
    ['ministral-3:3b-instruct-2512-q4_K_M', 'Ministral 3 3B Instruct', 0.15],
    ['ministral-3:8b', 'Ministral 3 8B Instruct', 0.15],
    ['ministral-3', 'Ministral 3 8B Instruct', 0.15],
    ['ministral-3:latest', 'Ministral 3 8B Instruct', 0.15],
    ['ministral-14b-2512', 'Ministral 3 14B Instruct', 0.15],
    ['ministral-3b-2512', 'Ministral 3 3B Instruct', 0.15],
    ['ministral-8b-latest', 'Ministral 3 8B Instruct', 0.15],
  ])('%s', (model, name, defaultTemperature) => {
    expect(findCapabilities(model)).toEqual({
      name,
      contextWindow: 262_144,
      acceptsImages: true,
      maxImagesPerPrompt: 10,
      supportsTools: true,
      supportsReasoning: name.endsWith('Reasoning'),
      defaultTemperature,
      tokenizer: 'tekken',
      ...(name.endsWith('Reasoning') ? { defaultTopP: 0.95, thinksInMarkers: true } : {}),
    });
  });

  test.each(['mistralai/Ministral-8B-Instruct-2410', 'ministral-8b-2410', 'ministral-3b-2410'])(
    '%s of 2024 is another model',
    (model) => expect(findCapabilities(model)).toBeNull(),
  );
});

test('models of the catalogue have the image counts their servers allow', () => {
  expect(findCapabilities('meta/llama-3.2-11b-vision-instruct')).toMatchObject({
    acceptsImages: true,
    maxImagesPerPrompt: 1,
  });
  expect(findCapabilities('mistralai/mistral-nemotron')?.acceptsImages).toBe(false);
});

test('an unknown model gets careful assumptions and the last part of its name', () => {
  expect(findCapabilities('acme/Vision-7B')).toBeNull();
  expect(capabilitiesOf('/srv/models/acme/Vision-7B.gguf')).toEqual({
    name: 'Vision-7B',
    contextWindow: 32_768,
    acceptsImages: true,
    maxImagesPerPrompt: 10,
    supportsTools: false,
    supportsReasoning: false,
    defaultTemperature: 0.7,
  });
});
