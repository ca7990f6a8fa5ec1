import 'client-only';
import { useState, useSyncExternalStore } from 'react';
import { fetchSearch } from '../api/search';
import { SearchStore } from './search-store';

/** A search of one part of the page. */
export function useSearch() {
  const [store] = useState(() => new SearchStore(fetchSearch));
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState);
  return { ...state, setText: store.setText, loadMore: store.loadMore };
}
