import 'client-only';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';

type Decisions = ReadonlyMap<string, CallDecision>;

const NONE: Decisions = new Map();

/**
 * What a person has decided about calls of an answer while others of it are open: all go out together. Kept
 * over a row that scrolls out of view. Free of React: see `useCallDecisions`.
 */
export class CallDecisions {
  readonly #byAnswer = new Map<string, Decisions>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Decisions about an answer's calls by the ids of the calls. */
  of(answerId: string): Decisions {
    return this.#byAnswer.get(answerId) ?? NONE;
  }

  /**
   * Decides one call.
   *
   * @param open - Ids of all calls of the answer that wait.
   * @returns All decisions once each call has one; they are no longer kept then. `null` before.
   */
  choose(answerId: string, decision: CallDecision, open: readonly string[]): CallDecision[] | null {
    const chosen = new Map(this.of(answerId)).set(decision.callId, decision);
    const all = open.flatMap((callId) => chosen.get(callId) ?? []);
    const isComplete = all.length === open.length;
    this.#set(answerId, isComplete ? NONE : chosen);
    return isComplete ? all : null;
  }

  /** Takes a decision back. */
  undo(answerId: string, callId: string): void {
    const chosen = new Map(this.of(answerId));
    chosen.delete(callId);
    this.#set(answerId, chosen);
  }

  #set(answerId: string, chosen: Decisions): void {
    if (chosen.size === 0) this.#byAnswer.delete(answerId);
    else this.#byAnswer.set(answerId, chosen);
    for (const listener of this.#listeners) listener();
  }
}
