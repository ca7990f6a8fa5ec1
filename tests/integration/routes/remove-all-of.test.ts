import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { asId, type UserId } from '@/lib/domain/ids';
import { type Actor, LOCAL_ACTOR } from '@/lib/server/actor';
import type { Context } from '@/lib/server/context';
import { openSqlite } from '@/lib/server/database/open-sqlite';
import { readRows } from '../../contract/failing-writes/read-rows';
import { readFixture } from '../../fixtures/images/read-fixture';
import { sendTurn } from '../../support/send-turn';
import { openTestContext, type TestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { call, install, routeOf } from './routes';

const OTHER: Actor = { userId: asId<UserId>('other') };
const TOOL = {
  name: 'mine',
  description: '',
  parameters: {},
  action: { type: 'by-hand' },
} as const;

/** What a person can leave beside conversations. */
async function settle(context: Context, actor: Actor): Promise<void> {
  await context.settings.write(actor, { systemPrompt: 'Mine' });
  await context.presets.add(actor, { name: 'Mine', settings: {} }, 'refuse');
  await context.ownTools.add(actor, TOOL);
  await context.toolPins.pin(actor, 'mcp:mine:add', TOOL);
  const decided = { toolKey: 'calculator', approval: 'ask', fingerprint: 'f' } as const;
  await context.toolApprovals.write(actor, null, decided);
}

/** A person with an answered question about a picture, and one whose answer runs. */
async function talk({ context, provider }: TestContext): Promise<void> {
  await settle(context, LOCAL_ACTOR);
  const file = { name: 'photo.jpg', data: readFixture('photo.jpg') };
  const { id } = await context.attachments.add(LOCAL_ACTOR, file);
  await context.attachments.read(LOCAL_ACTOR, id, 'thumbnail');
  const turn = await sendTurn(context, submitOf({ attachmentIds: [id] }));
  (await provider.nextCall()).say('Seen.').finish('stop', { inputTokens: 50, outputTokens: 2 });
  await turn.reader.rest();
  const decided = { toolKey: 'calculator', approval: 'allow', fingerprint: 'f' } as const;
  await context.toolApprovals.write(LOCAL_ACTOR, turn.conversationId, decided);
  await sendTurn(context, submitOf());
  (await provider.nextCall()).say('Half');
}

test('all data of a person are deleted, whatever table they are in, and of nobody else', async () => {
  const opened = await openTestContext({ MCP_ALLOW_SETTINGS: '1' });
  const { context } = opened;
  install(context);
  const database = openSqlite(join(context.config.dataDirectory, 'tenlens.db'));
  onTestFinished(() => database.destroy());
  await settle(context, OTHER);
  const before = await readRows(database);
  await talk(opened);
  await context.mcp.writeOwn(LOCAL_ACTOR, [{ name: 'mine', url: 'https://mine.example/mcp' }]);

  const owned = await sql<{ name: string }>`select tables.name from sqlite_master as tables
    join pragma_table_info(tables.name) as columns on columns.name = 'owner_id'`.execute(database);
  const own = `["owner_id","${LOCAL_ACTOR.userId}"]`;
  const kept = await readRows(database);
  const withOwn = Object.keys(kept).filter((name) => kept[name]?.some((row) => row.includes(own)));
  expect(withOwn.toSorted()).toEqual(owned.rows.map(({ name }) => name).toSorted());

  expect((await call(routeOf('DELETE', '/api/conversations'))).status).toBe(204);
  expect(await readRows(database)).toEqual(before);
});
