import 'server-only';
import type { ConnectionProfile, ProfileChange } from '@/lib/domain/connection/connection-profile';

/** Keeps what was learnt of servers. It is nobody's data: all who use a connection share it. */
export interface ConnectionProfileStore {
  /** What is known of a connection; the empty profile where nothing is. */
  read(connectionId: string): Promise<ConnectionProfile>;
  /**
   * Adds what is newly known, in one step with what others add at the same time.
   *
   * @returns What is known then.
   */
  merge(connectionId: string, change: ProfileChange): Promise<ConnectionProfile>;
  /** Forgets everything, so that it can be learnt anew. */
  forget(connectionId: string): Promise<void>;
}
