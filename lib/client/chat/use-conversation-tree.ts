import 'client-only';
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { ConversationId } from '@/lib/domain/ids';
import type { ConversationTree } from '@/lib/protocol/conversations';
import { fetchConversation } from '../api/conversations';

/** How far the stored tree is here. */
export type LoadState = 'empty' | 'loading' | 'loaded' | { readonly error: AppError };

/** Shows what was loaded. */
type Show = (loaded: ConversationTree) => void;

/** The stored tree of a conversation, loaded when it is opened and again when asked. */
export function useConversationTree(conversationId: ConversationId | null) {
  const [tree, setTree] = useState<ConversationTree | null>(null);
  const [state, setState] = useState<LoadState>(conversationId ? 'loading' : 'empty');
  const loading = useRef<AbortController | null>(null);

  const load = useCallback(async (id: ConversationId, show: Show) => {
    loading.current?.abort();
    const controller = new AbortController();
    loading.current = controller;
    try {
      const loaded = await fetchConversation(id, controller.signal);
      // One rendering for the words and for what can be done with them, or each row is made twice.
      flushSync(() => {
        setTree(loaded);
        setState('loaded');
        show(loaded);
      });
      return loaded;
    } catch (cause) {
      if (controller.signal.aborted) return null;
      setState({
        error: toAppError(cause),
      });
      return null;
    }
  }, []);

  /** Gives up a load under way: what it brings would be old. */
  const cancelLoad = useCallback(() => loading.current?.abort(), []);
  useEffect(() => cancelLoad, [cancelLoad]);

  return { tree, state, load, cancelLoad };
}
