import { once } from 'node:events';
import { type AttachmentId, asId, type ConversationId, type MessageId } from '@/lib/domain/ids';
import { readFixture } from '../fixtures/images/read-fixture';
import { ChatClient, type OpenTurn, textOf } from '../support/chat-client';
import { createTestDatabase, type TestDatabase } from '../support/postgres';
import { openRoundRobinProxy, type RoundRobinProxy } from '../support/round-robin-proxy';
import { type RunningApp, startApp } from '../support/start-app';
import { againOf, submitOf } from '../support/turn-requests';
import type { Upstream } from '../support/upstream/start-upstream';
import { chatRequests, imageCounts } from './chat-requests';
import { expect, PLANTED_KEY, test } from './fixtures';

const PASSWORD = 'planted-password-correct-horse';
/** Ten seconds without a sign of life, the next look after that, and a busy machine. */
const CUT_LIMIT_MS = 30_000;
/** Nobody waits longer for the model to notice a Stop. */
const STOP_LIMIT_MS = 1_000;
const LONG = Array.from({ length: 4_000 }, (_, index) => `word${index} `);

const SETUPS = {
  'two processes': {},
  "two of Vercel's instances": { VERCEL: '1', AUTH_MODE: 'password', ACCESS_PASSWORD: PASSWORD },
} as const;

/** A session's cookie, made at one app; nothing where there is no password. */
async function signIn(url: string, password: string | undefined): Promise<Record<string, string>> {
  if (password === undefined) return {};
  const body = JSON.stringify({ password });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/session`, { method: 'POST', body, headers });
  expect(response.status).toBe(204);
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

const statusOf = async (client: ChatClient, { conversationId, answerId }: OpenTurn) => {
  const tree = await client.read(conversationId);
  return tree?.messages.find(({ id }) => id === answerId);
};

for (const [name, setup] of Object.entries(SETUPS)) {
  test.describe(`${name} on one Postgres`, () => {
    let database: TestDatabase;
    let apps: RunningApp[];
    let proxy: RoundRobinProxy;
    /** One for each app, and one that meets either in turn. */
    let first: ChatClient;
    let second: ChatClient;
    let either: ChatClient;

    const start = (upstream: Upstream) =>
      startApp({
        env: {
          ...setup,
          DATABASE_URL: database.url,
          UPSTREAM_BASE_URL: upstream.url,
          UPSTREAM_API_KEY: PLANTED_KEY,
          UPSTREAM_DIALECT: 'nvidia',
          UPSTREAM_MODEL: 'mistralai/ministral-14b-instruct-2512',
        },
      });

    test.beforeAll(async ({ upstream }) => {
      database = await createTestDatabase();
      apps = await Promise.all([start(upstream), start(upstream)]);
      const urls = apps.map(({ url }) => url);
      proxy = await openRoundRobinProxy(urls);
      const headers = await signIn(
        urls[0] ?? '',
        'ACCESS_PASSWORD' in setup ? PASSWORD : undefined,
      );
      const [one, two, all] = [...urls, proxy.url].map((url) => new ChatClient(url, headers));
      if (!one || !two || !all) throw new Error('there are two apps and a proxy');
      [first, second, either] = [one, two, all];
    });
    test.beforeEach(({ upstream }) => {
      upstream.use();
      upstream.script(undefined);
      upstream.requests.clear();
      upstream.disconnects.clear();
    });
    test.afterAll(async () => {
      await proxy.close();
      await Promise.all(apps.map((app) => app.stop()));
      await database.drop();
    });

    test('a picture uploaded at one is sent through the other', async ({ upstream }) => {
      upstream.script('Seen.');
      const { id } = await first.upload('tile.png', readFixture('tile-01.png'));
      const attachmentIds = [asId<AttachmentId>(id)];
      const turn = await second.send(submitOf({ text: 'What is this?', attachmentIds }));
      await turn.reader.rest();
      expect(imageCounts(chatRequests(upstream).at(-1))).toEqual([1]);
      const answer = await statusOf(first, turn);
      expect(answer?.status).toBe('done');
      expect(await first.picture(id)).toEqual(await second.picture(id));
    });

    test('an answer is resumed from a number and stopped through the other', async ({
      upstream,
    }) => {
      upstream.script(LONG);
      const turn = await first.send(submitOf({ text: 'Write a lot' }));
      await turn.reader.untilText('word20 ');
      const after = turn.reader.sequences.at(-1) ?? 0;
      const rest = await second.follow(turn, after);
      if (!rest) throw new Error('the answer is running');
      await rest.untilText('word60 ');
      const stoppedAt = performance.now();
      await second.stop(turn.conversationId);
      await expect.poll(() => upstream.disconnects.items.length).toBe(1);
      expect((upstream.disconnects.items[0]?.at ?? 0) - stoppedAt).toBeLessThan(STOP_LIMIT_MS);
      await Promise.all([rest.rest(), turn.reader.rest()]);
      expect(rest.chunks).toEqual(turn.reader.chunks.filter(({ sequence }) => sequence > after));
      const answer = await statusOf(second, turn);
      expect(answer?.status).toBe('stopped');
      expect(answer && textOf(answer)).toBe(turn.reader.text);
    });

    test('a conversation goes well whichever process each request meets', async ({ upstream }) => {
      const before = proxy.chosen.length;
      upstream.script('One two three four five six.');
      const turn = await either.send(submitOf({ text: 'Count' }));
      await turn.reader.rest();
      const conversationId = asId<ConversationId>(turn.conversationId);
      const parentId = asId<MessageId>(turn.answerId);
      const next = await either.send(submitOf({ conversationId, parentId, text: 'And on' }));
      await next.reader.rest();
      const questionId = asId<MessageId>(next.questionId);
      const again = againOf('regenerate', conversationId, questionId);
      const sibling = await either.send(again);
      await sibling.reader.rest();
      const tree = await either.read(turn.conversationId);
      expect(tree?.messages.map(({ status }) => status)).toEqual([
        'done',
        'done',
        'done',
        'done',
        'done',
      ]);
      expect(new Set(proxy.chosen.slice(before))).toEqual(new Set([0, 1]));
    });

    test('when one is killed nothing is lost, and the other goes on', async ({ upstream }) => {
      upstream.script(LONG);
      const turn = await first.send(submitOf({ text: 'Do not lose me' }));
      const other = await second.follow(turn, 0);
      if (!other) throw new Error('the answer is running');
      await other.untilText('word40 ');
      const [killed] = apps;
      if (!killed) throw new Error('there are two apps');
      const ended = once(killed.process, 'exit');
      killed.process.kill('SIGKILL');
      await ended;
      const status = async () => (await statusOf(either, turn))?.status;
      await expect.poll(status, { timeout: CUT_LIMIT_MS }).toBe('cut');
      await other.rest();
      const cut = await statusOf(second, turn);
      // What a reader at another process has seen came from the store.
      expect(cut && textOf(cut)).toBe(other.text);
      expect(LONG.join('').startsWith(other.text)).toBe(true);

      upstream.script('and the end.');
      const conversationId = asId<ConversationId>(turn.conversationId);
      const parentId = asId<MessageId>(turn.answerId);
      const more = await either.send(againOf('continue', conversationId, parentId));
      await more.reader.rest();
      const continued = await statusOf(either, more);
      expect(continued?.status).toBe('done');
      expect(continued && textOf(continued)).toBe(`${other.text}and the end.`);
      const question = (await either.read(turn.conversationId))?.messages[0];
      expect(question && textOf(question)).toBe('Do not lose me');
    });
  });
}
