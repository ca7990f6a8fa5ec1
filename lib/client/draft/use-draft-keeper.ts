import 'client-only';
import { useEffect, useSyncExternalStore } from 'react';
import type { ConversationTree } from '@/lib/protocol/conversations';
import type { LoadState } from '../chat/use-conversation-tree';
import { draftStorageState } from './browser-draft-storage';
import type { DraftKeeper, KeeperState } from './draft-keeper';
import type { DraftStore } from './draft-store';
import { keeperOf, watchDrafts } from './drafts';

const AT_FIRST: KeeperState = { isLoading: true, interrupted: null };

/** What the store has of the draft's conversation. */
type Stored = { readonly tree: ConversationTree | null; readonly loadState: LoadState };

function settle(keeper: DraftKeeper, { tree, loadState }: Stored): void {
  if (tree) keeper.settle(tree.messages.map(({ id }) => id));
  else if (loadState !== 'loading') keeper.settle(null);
}

/**
 * Brings back what was kept of a draft, and says how far that is.
 *
 * @returns Also whether the browser keeps no drafts.
 */
export function useDraftKeeper(draft: DraftStore, { tree, loadState }: Stored) {
  const keeper = keeperOf(draft);
  const state = useSyncExternalStore(keeper.subscribe, keeper.getState, () => AT_FIRST);
  const { isFailing, subscribe } = draftStorageState;
  const isPageOnly = useSyncExternalStore(subscribe, isFailing, () => false);
  useEffect(() => {
    watchDrafts();
    void keeper.open();
  }, [keeper]);
  useEffect(() => {
    if (!state.isLoading) settle(keeper, { tree, loadState });
  }, [keeper, state.isLoading, tree, loadState]);
  return { ...state, isPageOnly };
}
