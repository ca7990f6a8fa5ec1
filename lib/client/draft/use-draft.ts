import 'client-only';
import { useSyncExternalStore } from 'react';
import { type DraftSnapshot, EMPTY_DRAFT } from './draft-snapshot';
import type { DraftStore } from './draft-store';

/** A draft's content, followed; empty while the page is rendered on the server. */
export function useDraft(draft: DraftStore): DraftSnapshot {
  return useSyncExternalStore(draft.subscribe, draft.getSnapshot, () => EMPTY_DRAFT);
}
