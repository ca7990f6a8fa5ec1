import 'client-only';
import { useSyncExternalStore } from 'react';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';
import { CallDecisions, type SendDecisions } from './call-decisions';

const decisions = new CallDecisions();

/** What was decided about the calls of an answer so far, and how to decide one and to take that back. */
export function useCallDecisions(answerId: string) {
  const { chosen, isSending } = useSyncExternalStore(
    decisions.subscribe,
    () => decisions.of(answerId),
    () => decisions.of(answerId),
  );
  return {
    chosen,
    isSending,
    /** See `CallDecisions.choose`. */
    choose: (decision: CallDecision, open: readonly string[], send: SendDecisions) =>
      decisions.choose(answerId, decision, open, send),
    undo: (callId: string) => decisions.undo(answerId, callId),
  };
}
