import fc from 'fast-check';
import { expect, test } from 'vitest';
import { capImages, type ImageOccurrence, imageLimitOf } from '@/lib/domain/prompt/cap-images';
import { attachmentOf, messageIdOf } from '../../../support/messages';

const occurrence = fc
  .record({
    picture: fc.integer({ min: 1, max: 5 }),
    message: fc.integer({ min: 1, max: 4 }),
    isPinned: fc.boolean(),
    isExcluded: fc.boolean(),
  })
  .map(
    ({ picture, message, isPinned, isExcluded }): ImageOccurrence => ({
      attachmentId: attachmentOf(picture).id,
      messageId: messageIdOf(message),
      number: 1,
      tokens: 3,
      detail: 'full',
      isPinned,
      isExcluded,
      isCurrent: message === 4,
      isFresh: false,
    }),
  );
const occurrences = fc
  .array(occurrence, { maxLength: 24 })
  .map((all) => all.toSorted((one, other) => (one.messageId < other.messageId ? -1 : 1)));

test('as many are sent as fit, none that is excluded, and the rank decides which', () => {
  fc.assert(
    fc.property(occurrences, fc.integer({ min: -2, max: 12 }), (all, limit) => {
      const model = { acceptsImages: true, maxImagesPerPrompt: limit };
      const states = capImages(all, model);
      expect(states).toHaveLength(all.length);
      const having = (state: string) => all.filter((_each, index) => states[index] === state);
      const [sent, left] = [having('sent'), having('image-limit')];
      const wanted = all.filter(({ isExcluded }) => !isExcluded);
      expect(sent).toHaveLength(Math.min(wanted.length, Math.max(0, imageLimitOf(model))));
      expect(having('excluded')).toHaveLength(all.length - wanted.length);
      // Nobody is left out for one of a lower rank.
      const rank = ({ isCurrent, isPinned }: ImageOccurrence) => (isCurrent ? 2 : isPinned ? 1 : 0);
      const lowestSent = Math.min(...sent.map(rank));
      for (const each of left) expect(rank(each)).toBeLessThanOrEqual(lowestSent);
    }),
  );
});

test('of one rank the newest stay; of the question itself the first', () => {
  const of = (message: number, facts: Partial<ImageOccurrence> = {}): ImageOccurrence => ({
    attachmentId: attachmentOf(message).id,
    messageId: messageIdOf(message),
    number: 1,
    tokens: 3,
    detail: 'full',
    isPinned: false,
    isExcluded: false,
    isCurrent: message === 9,
    isFresh: false,
    ...facts,
  });
  const all = [of(1), of(2, { isPinned: true }), of(3, { isPinned: true }), of(4), of(9), of(9)];
  const sentOf = (limit: number) =>
    capImages(all, { acceptsImages: true, maxImagesPerPrompt: limit }).map(
      (state) => state === 'sent',
    );
  expect(sentOf(1)).toEqual([false, false, false, false, true, false]);
  expect(sentOf(3)).toEqual([false, false, true, false, true, true]);
  expect(sentOf(5)).toEqual([false, true, true, true, true, true]);
});

test.each([
  [{ acceptsImages: true, maxImagesPerPrompt: 4 }, 4],
  [{ acceptsImages: true, maxImagesPerPrompt: 64 }, 10],
  [{ acceptsImages: false, maxImagesPerPrompt: 10 }, 0],
])('the limit of %j is %d', (model, limit) => {
  expect(imageLimitOf(model)).toBe(limit);
});
