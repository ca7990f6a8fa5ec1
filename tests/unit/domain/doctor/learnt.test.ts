import { expect, test } from 'vitest';
import type { ConnectionProfile } from '@/lib/domain/connection/connection-profile';
import { type Learnt, profileAfter } from '@/lib/domain/doctor/learnt';

const AT = 1_000;

/** What is known after a run with a model called `one`. */
function after(
  before: ConnectionProfile,
  learnt: Partial<Learnt> = {},
  acceptedFields: readonly string[] = ['model', 'stream_options'],
): ConnectionProfile {
  const run = { model: 'one', acceptedFields, at: AT };
  return profileAfter(before, { ofModel: {}, ...learnt }, run);
}

test('what is taken now is no longer refused; what was not tried still is, since when it was', () => {
  const before = { refusedFields: ['seed', 'stream_options'], refusedAt: 1 };
  expect(after(before)).toStrictEqual({ refusedFields: ['seed'], refusedAt: 1, checkedAt: AT });
  expect(after(before, {}, ['seed', 'stream_options'])).toStrictEqual({
    refusedFields: [],
    checkedAt: AT,
  });
  expect(after(before, { refusedFields: ['stream_options'] })).toStrictEqual({
    refusedFields: ['seed', 'stream_options'],
    refusedAt: AT,
    checkedAt: AT,
  });
});

test('what the run found replaces what was known; what it could not tell stays', () => {
  const before = {
    refusedFields: [],
    tools: 'whole',
    maxBodyBytes: 5,
    taughtAt: { maxBodyBytes: 2 },
  } as const;
  expect(after(before, { tools: 'streamed', dialect: undefined })).toStrictEqual({
    refusedFields: [],
    tools: 'streamed',
    maxBodyBytes: 5,
    taughtAt: { maxBodyBytes: 2 },
    checkedAt: AT,
  });
  // Found by the doctor it does not grow old.
  expect(after(before, { maxBodyBytes: 9 })).toStrictEqual({
    refusedFields: [],
    tools: 'whole',
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
  expect(after(before, passed)).toStrictEqual({ refusedFields: [], checkedAt: AT });
});

test('what is found of the model that was asked is said of no other', () => {
  const other = { maxImages: 4 };
  const before = {
    refusedFields: [],
    models: { one: { maxImages: 10, contextWindow: 4096 }, other },
  };
  expect(after(before, { ofModel: { maxImages: 2, contextWindow: null } })).toStrictEqual({
    refusedFields: [],
    models: { one: { maxImages: 2 }, other },
    checkedAt: AT,
  });
  const nothing = after(before, { ofModel: { maxImages: null, contextWindow: null } });
  expect(nothing.models).toStrictEqual({ other });
  expect(after({ refusedFields: [] })).not.toHaveProperty('models');
});

test('counting a model’s pictures replaces what chats learnt of it, and of it alone', () => {
  const before = {
    refusedFields: [],
    maxImagesByModel: { one: 1, other: 2 },
    taughtAt: { maxImagesByModel: 1 },
  };
  const counted = { ofModel: { maxImages: 10 } };
  const both = after(before, counted);
  expect(both).toMatchObject({ models: { one: { maxImages: 10 } }, taughtAt: before.taughtAt });
  expect(both.maxImagesByModel).toStrictEqual({ other: 2 });
  expect(after({ ...before, maxImagesByModel: { one: 1 } }, counted)).toStrictEqual({
    refusedFields: [],
    models: { one: { maxImages: 10 } },
    checkedAt: AT,
  });
});
