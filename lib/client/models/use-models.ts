import 'client-only';
import { useEffect } from 'react';
import type { ModelDescriptor } from '@/lib/domain/model';
import { modelIdSchema } from '@/lib/protocol/ids';
import { useVisibleInterval } from '../layout/use-visible-interval';
import { usePreference } from '../preferences/preference';
import { modelListStore } from './model-list-store';
import { useModelList } from './use-model-list';

/** Milliseconds until a connection that did not answer is asked again. */
const LOOK_AGAIN_MS = 10_000;

const { refresh } = modelListStore;
const lookAgain = () => void refresh();

/**
 * What can be picked, and what is: the person's last choice where it is still there, else the first.
 * `modelId` is the choice also while the list is on its way, so that a send then goes to it.
 */
export function useModels() {
  const { models: listed, unreachable, error, isLoading } = useModelList();
  const [chosenId, choose] = usePreference('model');
  useEffect(lookAgain, []);
  useVisibleInterval(lookAgain, unreachable.length > 0 || error ? LOOK_AGAIN_MS : null);

  const models: readonly ModelDescriptor[] = listed;
  const model = models.find(({ id }) => id === chosenId) ?? models[0] ?? null;
  const modelId = model?.id ?? modelIdSchema.safeParse(chosenId).data;
  return { models, model, modelId, unreachable, error, isLoading, choose, refresh };
}
