import 'server-only';
import type { ConnectionProfile } from '@/lib/domain/connection/connection-profile';

/** Makes of what is known what is to be known; a pure function. */
export type ProfileUpdate = (profile: ConnectionProfile) => ConnectionProfile;

/** Keeps what was learnt of servers. It is nobody's data: all who use a connection share it. */
export interface ConnectionProfileStore {
  /** What is known of a connection; the empty profile where nothing is. */
  read(connectionId: string): Promise<ConnectionProfile>;
  /**
   * Changes what is known, in one step: what others change at the same time comes before it or after it.
   *
   * @param update - Is given what is known, the empty profile where nothing is.
   * @returns What is known then.
   */
  update(connectionId: string, update: ProfileUpdate): Promise<ConnectionProfile>;
}
