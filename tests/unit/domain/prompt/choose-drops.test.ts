import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PromptImage } from '@/lib/domain/prompt/assembled-prompt';
import { chooseDrops, type OldTurn } from '@/lib/domain/prompt/choose-drops';
import { attachmentOf, messageIdOf } from '../../../support/messages';

const imageOf = (tokens: number, isPinned = false): PromptImage => ({
  attachmentId: attachmentOf(1).id,
  messageId: messageIdOf(1),
  number: 1,
  tokens,
  detail: 'full',
  isPinned,
  state: 'sent',
});
const turnOf = (textTokens: number, ...images: PromptImage[]): OldTurn => ({ textTokens, images });
const placesOf = (turns: readonly OldTurn[], dropped: ReadonlySet<OldTurn>) =>
  turns.flatMap((turn, place) => (dropped.has(turn) ? [place] : []));

test('nothing goes from what fits', () => {
  const drops = chooseDrops([turnOf(100)], 0, 50);
  expect([drops.turns.size, drops.images.size]).toEqual([0, 0]);
});

test.each([
  ['the oldest, as many as needed', 150, 1, [0, 1]],
  ['whole steps, so that the next turns keep the beginning', 1, 250, [0, 1, 2]],
  ['all there are', 10_000, 1, [0, 1, 2, 3]],
])('turns: %s', (_name, excess, step, expected) => {
  const turns = [100, 100, 100, 100].map((tokens) => turnOf(tokens));
  expect(placesOf(turns, chooseDrops(turns, excess, step).turns)).toEqual(expected);
});

test('a turn with a pinned picture stays; then its pictures go, then it does', () => {
  const plain = [imageOf(50), imageOf(50, true)] as const;
  const turns = [turnOf(10, ...plain), turnOf(20), turnOf(30)];
  const first = chooseDrops(turns, 50, 1);
  expect([placesOf(turns, first.turns), first.images.size]).toEqual([[1, 2], 0]);
  const second = chooseDrops(turns, 90, 1);
  expect(placesOf(turns, second.turns)).toEqual([1, 2]);
  expect([...second.images]).toEqual([plain[0]]);
  const third = chooseDrops(turns, 155, 1);
  expect(placesOf(turns, third.turns)).toEqual([0, 1, 2]);
});

test('enough goes, or everything', () => {
  const turn = fc
    .tuple(fc.nat(500), fc.array(fc.tuple(fc.nat(500), fc.boolean()), { maxLength: 3 }))
    .map(([tokens, images]) => turnOf(tokens, ...images.map((image) => imageOf(...image))));
  fc.assert(
    fc.property(
      fc.array(turn),
      fc.integer({ min: 1, max: 9000 }),
      fc.integer({ min: 1, max: 2000 }),
      (turns, excess, step) => {
        const drops = chooseDrops(turns, excess, step);
        const rest = turns.reduce((sum, each) => {
          const images = each.images.filter((image) => !drops.images.has(image));
          const cost = images.reduce((all, { tokens }) => all + tokens, each.textTokens);
          return sum + (drops.turns.has(each) ? 0 : cost);
        }, 0);
        const whole = turns.reduce(
          (sum, { textTokens, images }) =>
            images.reduce((all, { tokens }) => all + tokens, sum + textTokens),
          0,
        );
        expect(rest <= whole - excess || drops.turns.size === turns.length || rest === 0).toBe(
          true,
        );
      },
    ),
  );
});
