import { expect, test } from 'vitest';
import { chooseHostedModels, orderModels } from '@/lib/server/connections/choose-models';

const listed = (...names: string[]) => names.map((upstreamModel) => ({ upstreamModel }));
const namesOf = (models: readonly { upstreamModel: string }[]) =>
  models.map(({ upstreamModel }) => upstreamModel);

test('known to see first, known not to see last, and none that only goes on with texts', () => {
  const models = listed(
    'mistralai/mistral-nemotron',
    'acme/vision',
    'mistralai/Ministral-3-8B-Base-2512',
    'ministral-3:8b-base',
    'mistralai/Ministral-3-8B-Instruct-2512',
    'acme/basement',
  );
  expect(namesOf(orderModels(models, undefined))).toEqual([
    'mistralai/Ministral-3-8B-Instruct-2512',
    'acme/vision',
    'acme/basement',
    'mistralai/mistral-nemotron',
  ]);
});

test('what the operator names is offered first, whatever it is', () => {
  const models = listed('acme/vision', 'mistralai/Ministral-3-8B-Base-2512');
  expect(namesOf(orderModels(models, 'mistralai/Ministral-3-8B-Base-2512'))).toEqual([
    'mistralai/Ministral-3-8B-Base-2512',
    'acme/vision',
  ]);
});

test('of NVIDIA’s list only those known to see', () => {
  const models = listed(
    'nvidia/nv-embed',
    'mistralai/ministral-14b-base-2512',
    'google/gemma-3-27b-it',
  );
  expect(namesOf(chooseHostedModels(models, 'mistralai/ministral-14b-instruct-2512'))).toEqual([
    'mistralai/ministral-14b-instruct-2512',
    'google/gemma-3-27b-it',
  ]);
});
