import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '@/lib/server/database/migrate';
import { createConversationTables } from '@/lib/server/database/migrations/001-conversations';
import { createGenerationLog } from '@/lib/server/database/migrations/002-generation-log';
import { openSqlite } from '@/lib/server/database/open-sqlite';

test('conversations from before are in the list, each with its first picture', async () => {
  const database = openSqlite(':memory:');
  await migrate(database, [createConversationTables, createGenerationLog]);
  for (const statement of [
    sql`insert into conversation values
      ('with', 'anna', 'With', null, 3, 2, 1, 1), ('without', 'anna', 'Without', null, 1, 1, 1, 1)`,
    sql`insert into blob values ('hash', 'image/png', 1, 1, 1, 'x')`,
    sql`insert into attachment values
      ('late', 'anna', 'a', 'hash', 1), ('first', 'anna', 'a', 'hash', 1),
      ('second', 'anna', 'a', 'hash', 1)`,
    sql`insert into message values
      ('2', 'anna', 'with', null, 'user', 'done', 1, '[]', null, 1),
      ('1', 'anna', 'with', null, 'user', 'done', 0, '[]', null, 1),
      ('3', 'anna', 'without', null, 'user', 'done', 0, '[]', null, 1)`,
    sql`insert into message_attachment values
      ('2', 'late', 0), ('1', 'second', 1), ('1', 'first', 0)`,
  ]) {
    await statement.execute(database);
  }
  await migrate(database);
  const rows = await database
    .selectFrom('conversation')
    .select(['id', 'thumbnail_id', 'pinned', 'archived', 'folder', 'is_unread', 'version'])
    .orderBy('id')
    .execute();
  const start = { pinned: 0, archived: 0, folder: null, is_unread: 0 };
  expect(rows).toEqual([
    { id: 'with', thumbnail_id: 'first', version: 3, ...start },
    { id: 'without', thumbnail_id: null, version: 1, ...start },
  ]);
  await database.destroy();
});
