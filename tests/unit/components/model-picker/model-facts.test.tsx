import { expect, test } from 'vitest';
import { ModelFacts } from '@/components/model-picker/model-facts';
import { modelOf } from '../../../support/messages';
import { renderWords } from '../../../support/render-words';

const facts = (model: Parameters<typeof modelOf>[0]) =>
  renderWords(<ModelFacts id="facts" model={modelOf(model)} />);

test('pictures, thinking and the window are told', () => {
  const words = facts({ supportsReasoning: true, maxImagesPerPrompt: 8, contextWindow: 262_144 });
  expect(words).toContain('thinks first');
  expect(words).toContain('8 pictures');
  expect(words).toContain('256K tokens');
  expect(words).not.toContain('assumed');
});

test('a model without pictures, and one that nobody has described', () => {
  const words = facts({ acceptsImages: false, isGuessed: true });
  expect(words).toContain('no pictures');
  expect(words).not.toContain('thinks');
  expect(words).toContain('assumed');
  expect(words).toContain('href="/doctor?connection=');
});
