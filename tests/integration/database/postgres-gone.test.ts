import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { openPostgres } from '@/lib/server/database/open-postgres';
import { Secret } from '@/lib/server/secret';
import { type PostgresServer, startPostgres } from '../../support/postgres-server';
import { sendTurn } from '../../support/send-turn';
import { createTestContext, type TestContext } from '../../support/test-context';
import { submitOf } from '../../support/turn-requests';
import { call, install, routeOf } from '../routes/routes';

const PATIENCE = { timeout: 60_000 };
const UNTIL = { timeout: 30_000, interval: 50 };

let server: PostgresServer;
let opened: TestContext;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
beforeEach(async () => {
  opened = await createTestContext({ DATABASE_URL: server.url });
  install(opened.context);
});
afterEach(() => opened.close());

const statusOf = async (method: string, path: string, body?: object) => {
  const answer = await call(routeOf(method, path), body ? { body } : {});
  const type = answer.headers.get('content-type') ?? '';
  const code = type.includes('problem') ? (await answer.json()).code : null;
  return [answer.status, code];
};
const UNAVAILABLE = [503, 'store-unavailable'];

test(
  'while Postgres is gone requests say so, and everything works again after it',
  PATIENCE,
  async () => {
    const { context, provider } = opened;
    const turn = await sendTurn(context, submitOf({ text: 'Before' }));
    const running = await provider.nextCall();
    running.say('One ');
    await turn.reader.untilText('One');
    expect((await statusOf('GET', '/readyz'))[0]).toBe(200);

    await server.interrupt();
    running.say('two ');
    await turn.reader.untilText('two');
    expect(await statusOf('GET', '/readyz')).toEqual([503, null]);
    expect(await statusOf('GET', '/livez')).toEqual([200, null]);
    expect(await statusOf('GET', '/api/conversations')).toEqual(UNAVAILABLE);
    expect(await statusOf('GET', '/api/settings')).toEqual(UNAVAILABLE);
    expect(await statusOf('PUT', '/api/settings', { systemPrompt: 'x' })).toEqual(UNAVAILABLE);
    const send = submitOf({ text: 'Meanwhile' });
    expect(await statusOf('POST', '/api/chat', send)).toEqual(UNAVAILABLE);
    running.say('three').finish();

    await server.resume();
    await vi.waitFor(async () => expect((await statusOf('GET', '/readyz'))[0]).toBe(200), UNTIL);
    await turn.reader.rest();
    expect(turn.reader.text).toBe('One two three');
    expect(await turn.stored()).toMatchObject({
      status: 'done',
      parts: [{ type: 'text', text: 'One two three' }],
    });
    const list = await context.conversations.list(LOCAL_ACTOR, { before: null, limit: 10 });
    expect(list.map(({ title }) => title)).toEqual(['Before']);
    // The same send once more, as a person does: it is one.
    const again = await sendTurn(context, send);
    (await provider.nextCall()).say('Here').finish();
    await again.reader.rest();
    expect((await again.stored()).status).toBe('done');
    await vi.waitFor(() => expect(context.signals.isListening()).toBe(true), UNTIL);
  },
);

test(
  'a connection that ends between two statements of a transaction fails that alone',
  PATIENCE,
  async () => {
    const database = openPostgres(new Secret(server.url));
    const broken = database.transaction().execute(async (transaction) => {
      await sql`create table half (id text)`.execute(transaction);
      await server.interrupt();
      await server.resume();
      await sql`insert into half (id) values ('1')`.execute(transaction);
    });
    await expect(broken).rejects.toMatchObject({ code: 'store-unavailable' });
    await expect(sql`select * from half`.execute(database)).rejects.toThrow('does not exist');
    await database.destroy();
  },
);
