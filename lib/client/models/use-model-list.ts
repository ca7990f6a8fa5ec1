import 'client-only';
import { useSyncExternalStore } from 'react';
import { modelListStore } from './model-list-store';

/** The list of models as it is known now; `isLoading` until there is one or a failure. */
export function useModelList() {
  const { subscribe, getState, getServerState } = modelListStore;
  const state = useSyncExternalStore(subscribe, getState, getServerState);
  return { ...state, isLoading: !state.isLoaded && state.error === null };
}
