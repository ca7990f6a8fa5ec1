import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStores } from '@/lib/server/create-stores';
import { migrate } from '@/lib/server/database/migrate';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { ANNA, questionTurn, storeTurn } from '../../contract/conversation-store/turns';
import { readRows } from '../../contract/failing-writes/read-rows';
import { readFixture } from '../../fixtures/images/read-fixture';

let folder: string;
let database: ReturnType<typeof openSqlite>;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenlens-full-'));
  database = openSqlite(join(folder, 'tenlens.db'));
  await migrate(database);
});
afterEach(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

/** SQLite's own way to have no room: it fails as a full disk does, at whatever statement needs a page. */
async function fill(): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(database);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count)}`.execute(database);
}
const makeRoom = () => sql`pragma max_page_count = 100000`.execute(database);

test('on a full disk writes are refused whole, reads go on, and all is well when there is room', async () => {
  const stamps = { now: Date.now, newId: randomUUID, processId: 'one' };
  const { conversations, attachments } = createStores(database, stamps);
  const { conversationId, answer } = await storeTurn(conversations, questionTurn());
  await fill();
  const before = await readRows(database);
  const long = questionTurn({ conversationId, parentId: answer.id, text: 'x'.repeat(100_000) });
  const parts = [{ type: 'text', text: 'y'.repeat(100_000) } as const];
  const picture = { name: 'receipt.jpg', data: readFixture('receipt.jpg') };
  const refused = { code: 'store-unavailable' };
  await expect(conversations.addTurn(ANNA, long)).rejects.toMatchObject(refused);
  const saved = conversations.saveAnswer(ANNA, answer.id, { parts, status: 'done' });
  await expect(saved).rejects.toMatchObject(refused);
  await expect(attachments.add(ANNA, picture)).rejects.toMatchObject(refused);
  expect(await readRows(database)).toEqual(before);
  expect((await conversations.read(ANNA, conversationId))?.messages).toHaveLength(2);

  await makeRoom();
  await conversations.saveAnswer(ANNA, answer.id, { parts, status: 'done' });
  await conversations.addTurn(ANNA, long);
  await attachments.add(ANNA, picture);
  const tree = await conversations.read(ANNA, conversationId);
  expect(tree?.messages.map(({ status }) => status)).toEqual(['done', 'done', 'done', 'streaming']);
});

test('another program that holds the file locked does no harm', async () => {
  const other = openSqlite(join(folder, 'tenlens.db'));
  await sql`begin immediate`.execute(other);
  const { conversations } = createStores(database, {
    now: Date.now,
    newId: randomUUID,
    processId: 'one',
  });
  await expect(conversations.addTurn(ANNA, questionTurn())).rejects.toMatchObject({
    code: 'store-unavailable',
  });
  await sql`rollback`.execute(other);
  await other.destroy();
  await conversations.addTurn(ANNA, questionTurn());
});
