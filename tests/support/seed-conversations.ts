import { join } from 'node:path';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { migrate } from '@/lib/server/database/migrate';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { uuidOf } from './messages';

const ROWS_AT_ONCE = 500;
const MINUTE = 60_000;

/**
 * Fills the store of an app that does not run yet: `Conversation 1` is the newest, each next one a
 * minute older.
 */
export async function seedConversations(
  dataDirectory: string,
  count: number,
  newest: number,
): Promise<void> {
  const database = openSqlite(join(dataDirectory, 'tenlens.db'));
  await migrate(database);
  for (let start = 1; start <= count; start += ROWS_AT_ONCE) {
    const rows = Array.from({ length: Math.min(ROWS_AT_ONCE, count - start + 1) }, (_, index) => {
      const number = start + index;
      const time = newest - number * MINUTE;
      return {
        id: uuidOf(number),
        owner_id: LOCAL_ACTOR.userId,
        title: `Conversation ${number}`,
        version: 1,
        next_position: 0,
        created_at: time,
        updated_at: time,
      };
    });
    await database.insertInto('conversation').values(rows).execute();
  }
  await database.destroy();
}
