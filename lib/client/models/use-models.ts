import 'client-only';
import { useEffect } from 'react';
import type { ConversationSettings } from '@/lib/domain/conversation/conversation-settings';
import { asId, type ModelId } from '@/lib/domain/ids';
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

/** The model of the conversation in view, if it has one, and how it gets another. */
type OwnModel = {
  readonly settings: Pick<ConversationSettings, 'modelId'>;
  readonly isStored: boolean;
  change(change: Pick<ConversationSettings, 'modelId'>): Promise<void>;
};

/**
 * What can be picked, and what is: the conversation's model, else the person's last choice, where it is
 * still there; else the first. `modelId` is the choice also while the list is on its way, so that a send
 * then goes to it. A choice becomes the conversation's and the next one's.
 */
export function useModels({ settings, isStored, change }: OwnModel) {
  const { models: listed, unreachable, error, isLoading } = useModelList();
  const [lastId, keepLast] = usePreference('model');
  const chosenId = settings.modelId ?? lastId;
  useEffect(lookAgain, []);
  useVisibleInterval(lookAgain, unreachable.length > 0 || error ? LOOK_AGAIN_MS : null);

  const models: readonly ModelDescriptor[] = listed;
  const model = models.find(({ id }) => id === chosenId) ?? models[0] ?? null;
  const modelId = model?.id ?? modelIdSchema.safeParse(chosenId).data;
  const choose = (id: string) => {
    keepLast(id);
    // A new one has the last choice anyway, until its first question is sent.
    if (isStored || settings.modelId) void change({ modelId: asId<ModelId>(id) });
  };
  /** Whether the conversation has a model that is not offered now. */
  const isGone = settings.modelId !== undefined && model !== null && model.id !== settings.modelId;
  return { models, model, modelId, unreachable, error, isLoading, isGone, choose, refresh };
}
