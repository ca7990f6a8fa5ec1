import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capImages, imageLimitOf } from '@/lib/domain/prompt/cap-images';
import type { PromptUserPart } from '@/lib/domain/prompt/prompt';
import { attachmentOf } from '../../../support/messages';

const part = fc.oneof(
  fc.string().map((text): PromptUserPart => ({ type: 'text', text })),
  fc.integer({ min: 1, max: 5 }).map(
    (number): PromptUserPart => ({
      type: 'image',
      attachment: attachmentOf(number),
      detail: 'full',
    }),
  ),
);

test('every part is there again, or a stand-in in its place; none is invented', () => {
  fc.assert(
    fc.property(fc.array(fc.array(part)), fc.integer({ min: -2, max: 12 }), (turns, limit) => {
      const capped = capImages(turns, limit);
      const before = turns.flat();
      const after = capped.turns.flat();
      expect(capped.turns.map(({ length }) => length)).toEqual(turns.map(({ length }) => length));
      const replaced = before.filter((each, index) => after[index] !== each);
      expect(replaced.every(({ type }) => type === 'image')).toBe(true);
      expect(capped.omissions.map(({ attachmentId }) => attachmentId)).toEqual(
        replaced.flatMap((each) => (each.type === 'image' ? [each.attachment.id] : [])),
      );
      const images = before.filter(({ type }) => type === 'image').length;
      expect(replaced).toHaveLength(Math.max(0, images - Math.max(0, limit)));
    }),
  );
});

test.each([
  [{ acceptsImages: true, maxImagesPerPrompt: 4 }, 4],
  [{ acceptsImages: true, maxImagesPerPrompt: 64 }, 10],
  [{ acceptsImages: false, maxImagesPerPrompt: 10 }, 0],
])('the limit of %j is %d', (model, limit) => {
  expect(imageLimitOf(model)).toBe(limit);
});
