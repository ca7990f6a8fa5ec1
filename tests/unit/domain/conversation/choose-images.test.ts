import { expect, it } from 'vitest';
import { excludeImage, pinImage, setImageDetail } from '@/lib/domain/conversation/choose-images';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { attachmentOf } from '../../../support/messages';

const one = attachmentOf(1).id;
const two = attachmentOf(2).id;
const before = pinImage(pinImage(DEFAULT_CONVERSATION_SETTINGS, one, true), two, true);

it('pins each picture once, and unpins it', () => {
  expect(pinImage(before, one, true).pinnedImages).toEqual([two, one]);
  expect(pinImage(before, one, false).pinnedImages).toEqual([two]);
});

it('never has a picture both pinned and excluded', () => {
  const excluded = excludeImage(before, one, true);
  expect(excluded).toMatchObject({ pinnedImages: [two], excludedImages: [one] });
  expect(pinImage(excluded, one, true)).toMatchObject({
    pinnedImages: [two, one],
    excludedImages: [],
  });
  expect(excludeImage(excluded, one, false)).toMatchObject({
    pinnedImages: [two],
    excludedImages: [],
  });
});

it('writes down only a detail that is not the default one', () => {
  const low = setImageDetail(before, one, 'low');
  expect(low.imageDetail).toEqual({ [one]: 'low' });
  expect(setImageDetail(low, two, 'normal').imageDetail).toEqual({ [one]: 'low', [two]: 'normal' });
  expect(setImageDetail(low, one, 'full').imageDetail).toEqual({});
});
