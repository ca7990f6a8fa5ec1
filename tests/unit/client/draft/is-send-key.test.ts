import { describe, expect, it } from 'vitest';
import { isSendKey, type KeyPress } from '@/lib/client/draft/is-send-key';

const enter: KeyPress = {
  key: 'Enter',
  keyCode: 13,
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
};
const mouse = { isTouch: false, sinceCompositionMilliseconds: Number.POSITIVE_INFINITY };
const touch = { ...mouse, isTouch: true };
/** Safari: the composition ended in the same stroke. */
const justComposed = { ...mouse, sinceCompositionMilliseconds: 2 };

describe('isSendKey', () => {
  it.each([
    ['Enter', enter, mouse, true],
    ['another key', { ...enter, key: 'a', keyCode: 65 }, mouse, false],
    ['Shift+Enter', { ...enter, shiftKey: true }, mouse, false],
    ['Alt+Enter', { ...enter, altKey: true }, mouse, false],
    ['Enter by thumb', enter, touch, false],
    ['Control+Enter', { ...enter, ctrlKey: true }, mouse, true],
    ['Command+Enter on a tablet', { ...enter, metaKey: true }, touch, true],
    ['Enter while composing', { ...enter, isComposing: true }, mouse, false],
    ['Enter taken by an input method', { ...enter, keyCode: 229 }, mouse, false],
    ['Enter that ended a composition', enter, justComposed, false],
    ['Control+Enter while composing', { ...enter, ctrlKey: true, isComposing: true }, mouse, false],
    ['Enter a while later', enter, { ...mouse, sinceCompositionMilliseconds: 400 }, true],
  ])('%s', (_name, press, context, expected) => {
    expect(isSendKey(press, context)).toBe(expected);
  });
});
