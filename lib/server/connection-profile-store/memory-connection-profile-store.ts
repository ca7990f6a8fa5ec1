import 'server-only';
import {
  type ConnectionProfile,
  EMPTY_PROFILE,
  mergeProfile,
} from '@/lib/domain/connection/connection-profile';
import type { ConnectionProfileStore } from './connection-profile-store';

/** Connection profiles that end with the process. */
export function createMemoryConnectionProfileStore(): ConnectionProfileStore {
  const profiles = new Map<string, ConnectionProfile>();
  const read = (connectionId: string) => profiles.get(connectionId) ?? EMPTY_PROFILE;
  return {
    read: async (connectionId) => read(connectionId),
    async merge(connectionId, change) {
      const profile = mergeProfile(read(connectionId), change);
      profiles.set(connectionId, profile);
      return profile;
    },
    async forget(connectionId) {
      profiles.delete(connectionId);
    },
  };
}
