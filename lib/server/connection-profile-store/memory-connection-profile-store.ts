import 'server-only';
import { type ConnectionProfile, EMPTY_PROFILE } from '@/lib/domain/connection/connection-profile';
import type { ConnectionProfileStore } from './connection-profile-store';

/** Connection profiles that end with the process. */
export function createMemoryConnectionProfileStore(): ConnectionProfileStore {
  const profiles = new Map<string, ConnectionProfile>();
  const read = (connectionId: string) => profiles.get(connectionId) ?? EMPTY_PROFILE;
  return {
    read: async (connectionId) => read(connectionId),
    async update(connectionId, update) {
      const profile = update(read(connectionId));
      profiles.set(connectionId, profile);
      return profile;
    },
  };
}
