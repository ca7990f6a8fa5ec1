import 'server-only';
import type { QueuePlace } from '@/lib/domain/generation/queue-place';

/** On whose behalf a request is sent. */
export type Asker = {
  /** Those of one id are served in the order they came, the ids in turn. */
  readonly id: string;
  /** Told when there is a wait, whenever the place in line changes, and with `null` once it is over. */
  onPlace?(place: QueuePlace | null): void;
};

/** What one connection key may send. Every request with the key waits here for its turn first. */
export interface RequestLine {
  /**
   * Resolves when one request may be sent.
   *
   * @throws The signal's reason when it aborts; the line is left at once.
   */
  enter(asker: Asker, signal: AbortSignal): Promise<void>;
  /**
   * The server has refused a request because there were too many: nothing is sent for a while.
   *
   * @param retryAfterSeconds - How long it asked for; else 5, 15 and then 45 s, by how often in a row.
   * @returns For how long, in milliseconds.
   */
  refused(retryAfterSeconds: number | undefined): Promise<number>;
  /** The server has taken a request. */
  accepted(): void;
}

/** A line nobody waits in. */
export const OPEN_LINE: RequestLine = {
  enter: (_asker, signal) => (signal.aborted ? Promise.reject(signal.reason) : Promise.resolve()),
  refused: async (retryAfterSeconds = 0) => retryAfterSeconds * 1000,
  accepted: () => {},
};
