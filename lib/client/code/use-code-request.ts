import 'client-only';
import { useCallback, useState } from 'react';
import { type CodeSubject, fetchCodeRequest } from '../api/code';
import { useLoaded } from '../context-panel/use-loaded';

/** The request of a turn: with names of files at first, and with the pictures themselves once they are wanted. */
export function useCodeRequest({ conversationId, answerId }: CodeSubject) {
  const [isInline, setInline] = useState(false);
  const load = useCallback(
    async (signal: AbortSignal) => {
      const subject = { conversationId, answerId };
      const request = await fetchCodeRequest(subject, isInline ? 'inline' : 'files', signal);
      return { answerId, request };
    },
    [conversationId, answerId, isInline],
  );
  const { value, error, isLoading, reload } = useLoaded(load);
  return {
    /** `null` before that of this answer is here. */
    request: value?.answerId === answerId ? value.request : null,
    error: isLoading ? null : error,
    isLoading,
    isInline,
    setInline,
    reload,
  };
}
