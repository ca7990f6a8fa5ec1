import { expect, it } from 'vitest';
import { createModelListStore } from '@/lib/client/models/model-list-store';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelList } from '@/lib/protocol/models';

const LIST: ModelList = { models: [], unreachable: [{ connectionLabel: 'A', code: 'network' }] };

function setUp() {
  const asked: PromiseWithResolvers<ModelList>[] = [];
  const store = createModelListStore(() => {
    const call = Promise.withResolvers<ModelList>();
    asked.push(call);
    return call.promise;
  });
  return { store, asked };
}

it('is not loaded until the first list is here, and shares one request', async () => {
  const { store, asked } = setUp();
  const both = [store.refresh(), store.refresh()];
  expect(asked).toHaveLength(1);
  expect(store.getState()).toMatchObject({ isLoaded: false, error: null });
  asked[0]?.resolve(LIST);
  await Promise.all(both);
  expect(store.getState()).toEqual({ ...LIST, isLoaded: true, error: null });
});

it('keeps the list when a later try fails, and forgets the failure when one works', async () => {
  const { store, asked } = setUp();
  const outcomes: (ModelList | AppError)[] = [
    LIST,
    new AppError('network'),
    new AppError('network'),
  ];
  const errors: (AppError | null)[] = [];
  for (const outcome of outcomes) {
    const refresh = store.refresh();
    if (outcome instanceof AppError) asked.at(-1)?.reject(outcome);
    else asked.at(-1)?.resolve(outcome);
    await refresh;
    errors.push(store.getState().error);
  }
  expect(errors[1]).toBe(outcomes[1]);
  expect(errors[2]).toBe(outcomes[1]);
  expect(store.getState().unreachable).toEqual(LIST.unreachable);

  const refresh = store.refresh();
  asked.at(-1)?.resolve(LIST);
  await refresh;
  expect(store.getState().error).toBeNull();
});
