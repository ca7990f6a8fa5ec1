import 'client-only';
import type { CallDecision } from '@/lib/domain/tool/tool-choice';

/** What a person has decided about the calls of an answer. */
export type AnswerDecisions = {
  /** By the ids of the calls. */
  readonly chosen: ReadonlyMap<string, CallDecision>;
  /** Whether they are on their way; none can be changed then. */
  readonly isSending: boolean;
};

/** Says whether the decisions were taken. */
export type SendDecisions = (decisions: readonly CallDecision[]) => Promise<boolean>;

const NONE: AnswerDecisions = { chosen: new Map(), isSending: false };

/**
 * What a person has decided about calls of an answer while others of it are open: all go out together. Kept
 * over a row that scrolls out of view, until they were taken. Free of React: see `useCallDecisions`.
 */
export class CallDecisions {
  readonly #byAnswer = new Map<string, AnswerDecisions>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  of(answerId: string): AnswerDecisions {
    return this.#byAnswer.get(answerId) ?? NONE;
  }

  /**
   * Decides one call, and sends all decisions once each call has one. Where they are not taken, the last of
   * them is open again, and the others stay.
   *
   * @param open - Ids of all calls of the answer that wait.
   * @returns Whether they were sent; nothing is, and nothing changes, while others are on their way.
   */
  choose(
    answerId: string,
    decision: CallDecision,
    open: readonly string[],
    send: SendDecisions,
  ): boolean {
    const before = this.of(answerId);
    if (before.isSending) return false;
    const chosen = new Map(before.chosen).set(decision.callId, decision);
    const all = open.flatMap((callId) => chosen.get(callId) ?? []);
    const isSending = all.length === open.length;
    this.#set(answerId, { chosen, isSending });
    if (isSending) void this.#send(answerId, decision.callId, () => send(all));
    return isSending;
  }

  /** Takes a decision back. */
  undo(answerId: string, callId: string): void {
    if (!this.of(answerId).isSending) this.#open(answerId, callId);
  }

  async #send(answerId: string, lastId: string, send: () => Promise<boolean>): Promise<void> {
    // What broke on its way was not taken; else nothing could be decided here as long as the page lives.
    const isTaken = await send().catch(() => false);
    if (isTaken) this.#set(answerId, NONE);
    else this.#open(answerId, lastId);
  }

  #open(answerId: string, callId: string): void {
    const chosen = new Map(this.of(answerId).chosen);
    chosen.delete(callId);
    this.#set(answerId, { chosen, isSending: false });
  }

  #set(answerId: string, decisions: AnswerDecisions): void {
    if (decisions.chosen.size === 0) this.#byAnswer.delete(answerId);
    else this.#byAnswer.set(answerId, decisions);
    for (const listener of this.#listeners) listener();
  }
}
