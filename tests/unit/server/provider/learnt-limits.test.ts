import { expect, test } from 'vitest';
import { describeModel } from '@/lib/server/provider/describe-model';
import { withLearntCount } from '@/lib/server/provider/learnt-limits';

const HOME = { connectionId: 'lab', connectionLabel: 'Lab', destination: 'local' } as const;

test.each(['constructor', 'toString', '__proto__'])('a model may be called %s', (name) => {
  const model = describeModel(HOME, name);
  const profile = { refusedFields: [], maxImagesByModel: { other: 1 } };
  expect(withLearntCount(model, profile)).toEqual(model);
  const known = JSON.parse(`{"${name}":2}`);
  expect(withLearntCount(model, { ...profile, maxImagesByModel: known }).maxImagesPerPrompt).toBe(
    2,
  );
});

test('what was found of one model, by the doctor or in use, limits no other', () => {
  const profile = {
    refusedFields: [],
    models: { blind: { acceptsImages: false }, few: { maxImages: 4 } },
    maxImagesByModel: { few: 3 },
  };
  const learnt = (name: string) => withLearntCount(describeModel(HOME, name), profile);
  expect(learnt('blind')).toMatchObject({ maxImagesPerPrompt: 0, acceptsImages: false });
  expect(learnt('few')).toMatchObject({ maxImagesPerPrompt: 3, acceptsImages: true });
  expect(learnt('other')).toEqual(describeModel(HOME, 'other'));
});
