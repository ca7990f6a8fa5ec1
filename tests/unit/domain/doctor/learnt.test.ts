import { expect, test } from 'vitest';
import { profileAfter } from '@/lib/domain/doctor/learnt';

const AT = 1_000;

test('only what is still refused counts as refused, from now on; with nothing refused there is no time', () => {
  const before = { refusedFields: ['seed', 'stream_options'], refusedAt: 1 };
  expect(profileAfter(before, {}, AT)).toStrictEqual({ refusedFields: [], checkedAt: AT });
  expect(profileAfter(before, { refusedFields: ['stream_options'] }, AT)).toStrictEqual({
    refusedFields: ['stream_options'],
    refusedAt: AT,
    checkedAt: AT,
  });
});

test('what the run found replaces what was known; what it could not tell stays', () => {
  const before = {
    refusedFields: [],
    maxImages: 1,
    maxBodyBytes: 5,
    taughtAt: { maxBodyBytes: 2 },
  };
  expect(profileAfter(before, { maxImages: 10, tools: undefined }, AT)).toStrictEqual({
    refusedFields: [],
    maxImages: 10,
    maxBodyBytes: 5,
    taughtAt: { maxBodyBytes: 2 },
    checkedAt: AT,
  });
  // Found by the doctor it does not grow old.
  expect(profileAfter(before, { maxBodyBytes: 9 }, AT)).toStrictEqual({
    refusedFields: [],
    maxImages: 1,
    maxBodyBytes: 9,
    checkedAt: AT,
  });
});

test('a limit that did not show any more is gone, with its time', () => {
  const before = {
    refusedFields: [],
    maxBodyBytes: 1_000_000,
    maxImagesBase64Characters: 180_000,
    maxImageBase64Characters: 90_000,
    taughtAt: { maxBodyBytes: 1, maxImagesBase64Characters: 2 },
  };
  const passed = {
    maxBodyBytes: null,
    maxImagesBase64Characters: null,
    maxImageBase64Characters: null,
  };
  expect(profileAfter(before, passed, AT)).toStrictEqual({ refusedFields: [], checkedAt: AT });
});

test('counting a model’s pictures replaces what chats learnt of it, and of it alone', () => {
  const before = {
    refusedFields: [],
    maxImagesByModel: { one: 1, other: 2 },
    taughtAt: { maxImagesByModel: 1 },
  };
  const both = profileAfter(before, { maxImages: 10, countedModel: 'one' }, AT);
  expect(both).toMatchObject({ maxImages: 10, taughtAt: { maxImagesByModel: 1 } });
  expect(both.maxImagesByModel).toStrictEqual({ other: 2 });
  expect(profileAfter(both, { countedModel: 'other' }, AT)).toStrictEqual({
    refusedFields: [],
    maxImages: 10,
    checkedAt: AT,
  });
});
