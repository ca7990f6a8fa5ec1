import { expect, it } from 'vitest';
import { fullness } from '@/lib/domain/prompt/fullness';

const of = (textTokens: number) =>
  fullness({ systemTokens: 10, textTokens, imageTokens: 20, toolTokens: 5, contextWindow: 1000 });

it('is what the prompt takes of the window, and warns from four fifths on', () => {
  expect(of(764)).toEqual({ usedTokens: 799, share: 0.799, isAlmostFull: false });
  expect(of(765)).toEqual({ usedTokens: 800, share: 0.8, isAlmostFull: true });
  expect(of(1965).share).toBe(2);
});
