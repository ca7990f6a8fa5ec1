import 'client-only';
import { useCallback, useRef, useState } from 'react';
import { AppError } from '@/lib/domain/errors/app-error';
import { jsonBody, request } from '../api/request-json';
import type { ChatTransport } from './chat-transport';

/** Stops the answer being written, also when Stop was pressed before the conversation had its id. */
export function useStop(transport: ChatTransport) {
  const [error, setError] = useState<AppError | null>(null);
  const isWanted = useRef(false);

  const post = useCallback(async () => {
    isWanted.current = false;
    try {
      await request(`/api/chat/${transport.conversationId}/stop`, jsonBody('POST', {}));
      setError(null);
    } catch (cause) {
      setError(cause instanceof AppError ? cause : new AppError('internal', {}, { cause }));
    }
  }, [transport]);

  const stop = useCallback(() => {
    isWanted.current = true;
    if (transport.conversationId) void post();
  }, [transport, post]);

  /** To be called once the conversation has its id. */
  const stopIfWanted = useCallback(() => {
    if (isWanted.current) void post();
  }, [post]);

  return { stop, stopIfWanted, error };
}
