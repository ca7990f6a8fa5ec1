import 'client-only';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '@/lib/domain/errors/app-error';
import { toAppError } from '@/lib/domain/errors/to-app-error';
import type { GenerationId } from '@/lib/domain/ids';
import { stopAnswerSchema } from '@/lib/protocol/stop-answer';
import { jsonBody, requestJson } from '../api/request-json';
import type { ChatTransport } from './chat-transport';

/**
 * Stops the answer being written. Pressed before the server has begun it, it counts for the answer
 * that begins then, and for no later one.
 *
 * @param generationId - The answer in view, once it has begun.
 */
export function useStop(transport: ChatTransport, generationId: GenerationId | undefined) {
  const [error, setError] = useState<AppError | null>(null);
  const isWanted = useRef(false);

  const post = useCallback(async () => {
    try {
      const path = `/api/chat/${transport.conversationId}/stop`;
      const { wasRunning } = await requestJson(path, stopAnswerSchema, jsonBody('POST', {}));
      if (wasRunning) isWanted.current = false;
    } catch (cause) {
      isWanted.current = false;
      setError(toAppError(cause));
    }
  }, [transport]);

  useEffect(() => {
    if (generationId && isWanted.current) void post();
  }, [generationId, post]);

  const stop = useCallback(() => {
    isWanted.current = true;
    if (transport.conversationId) void post();
  }, [transport, post]);

  /** A new answer is asked for: what was wanted of the last one is over. */
  const forget = useCallback(() => {
    isWanted.current = false;
    setError(null);
  }, []);

  return { stop, forget, error };
}
