import 'client-only';
import { useCallback, useEffect, useState } from 'react';
import { AppError } from '@/lib/domain/errors/app-error';
import type { ModelDescriptor } from '@/lib/domain/model';
import { type ModelList, modelListSchema } from '@/lib/protocol/models';
import { requestJson } from '../api/request-json';
import { usePreference } from '../preferences/preference';

const EMPTY: ModelList = { models: [], unreachable: [] };

/** What can be picked, and what is: the person's last choice where it is still there, else the first. */
export function useModels() {
  const [list, setList] = useState(EMPTY);
  const [error, setError] = useState<AppError | null>(null);
  const [chosenId, choose] = usePreference('model');

  const refresh = useCallback(async () => {
    try {
      setList(await requestJson('/api/models', modelListSchema));
      setError(null);
    } catch (cause) {
      setError(cause instanceof AppError ? cause : new AppError('internal', {}, { cause }));
    }
  }, []);

  useEffect(() => void refresh(), [refresh]);

  const models: readonly ModelDescriptor[] = list.models;
  const model = models.find(({ id }) => id === chosenId) ?? models[0] ?? null;
  return { models, model, unreachable: list.unreachable, error, choose, refresh };
}
