import 'server-only';
import type { Kysely } from 'kysely';
import { type ConnectionProfile, EMPTY_PROFILE } from '@/lib/domain/connection/connection-profile';
import { connectionProfileSchema } from '@/lib/protocol/connection-profile';
import { lockRows } from '../database/lock-rows';
import type { Schema } from '../database/schema';
import type { ConnectionProfileStore } from './connection-profile-store';

/** What cannot be read was learnt by another version: learning it again costs one request. */
function parseProfile(text: string): ConnectionProfile {
  return connectionProfileSchema.safeParse(JSON.parse(text)).data ?? EMPTY_PROFILE;
}

async function readProfile(
  database: Kysely<Schema>,
  connectionId: string,
): Promise<ConnectionProfile> {
  const row = await database
    .selectFrom('connection_profile')
    .select('profile')
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
  return row ? parseProfile(row.profile) : EMPTY_PROFILE;
}

/**
 * The connection profiles on any SQL engine that Kysely speaks.
 *
 * @param now - Milliseconds since 1970.
 */
export function createSqlConnectionProfileStore(
  database: Kysely<Schema>,
  { now }: { now: () => number },
): ConnectionProfileStore {
  return {
    read: (connectionId) => readProfile(database, connectionId),
    update: (connectionId, update) =>
      database.transaction().execute(async (transaction) => {
        const fresh = {
          connection_id: connectionId,
          profile: JSON.stringify(EMPTY_PROFILE),
          updated_at: now(),
        };
        await transaction
          .insertInto('connection_profile')
          .values(fresh)
          .onConflict((conflict) => conflict.column('connection_id').doNothing())
          .execute();
        await lockRows(transaction, 'connection_profile', [connectionId]);
        const profile = update(await readProfile(transaction, connectionId));
        await transaction
          .updateTable('connection_profile')
          .set({ profile: JSON.stringify(profile), updated_at: now() })
          .where('connection_id', '=', connectionId)
          .execute();
        return profile;
      }),
  };
}
