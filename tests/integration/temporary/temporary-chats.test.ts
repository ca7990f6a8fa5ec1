import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { DEFAULT_CONVERSATION_SETTINGS } from '@/lib/domain/conversation/conversation-settings';
import { isTemporaryId } from '@/lib/domain/temporary-id';
import { LOCAL_ACTOR } from '@/lib/server/actor';
import { createTemporaryStores } from '@/lib/server/create-stores';
import { readTree } from '@/lib/server/generation/read-tree';
import { changeToolRule, readToolRules } from '@/lib/server/http/tool-approvals';
import { openTemporary } from '@/lib/server/temporary/open-temporary';
import { questionTurn, storeTurn } from '../../contract/conversation-store/turns';
import { readFixture } from '../../fixtures/images/read-fixture';
import { fakeTool } from '../../support/fake-tool';
import { toolboxOf } from '../../support/fake-tools';
import { createTestDatabase } from '../../support/postgres';
import { sendTurn } from '../../support/send-turn';
import { openTestContext, type TestContext } from '../../support/test-context';
import { againOf, submitOf } from '../../support/turn-requests';

const CANARY = 'canary-of-a-temporary-chat';
const PATIENCE = { timeout: 20_000 };
const NEVER = { before: null, limit: 10 };

/** Whether bytes are in any file of the data folder, journals included. */
function isOnDisk({ context }: TestContext, sought: Uint8Array | string): boolean {
  const bytes = typeof sought === 'string' ? sought : Buffer.from(sought);
  const folder = context.config.dataDirectory;
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(bytes));
}

const picture = readFixture('photo.jpg');

async function askedTemporarily(opened: TestContext) {
  const file = { name: `${CANARY}.jpg`, data: picture, isTemporary: true };
  const attachment = await opened.context.attachments.add(LOCAL_ACTOR, file);
  const question = { text: `${CANARY} question`, attachmentIds: [attachment.id] };
  const turn = await sendTurn(opened.context, submitOf({ isTemporary: true, ...question }));
  const call = await opened.provider.nextCall();
  return { attachment, turn, call };
}

test('nothing of it is written to the data folder, while it is answered and after', async () => {
  const opened = await openTestContext();
  const { context } = opened;
  const { attachment, turn, call } = await askedTemporarily(opened);
  call.think(`${CANARY} thought`).say(`${CANARY} answer`);
  await turn.reader.untilText('answer');
  await vi.waitFor(async () => {
    const tree = await readTree(context, LOCAL_ACTOR, turn.conversationId);
    const id = tree?.running?.generationId;
    const stored = id && (await context.generationStore.readChunks(LOCAL_ACTOR, id, 0));
    expect(JSON.stringify(stored)).toContain(`${CANARY} answer`);
  }, PATIENCE);
  expect(isOnDisk(opened, CANARY)).toBe(false);
  call.finish();
  await turn.reader.rest();
  expect(await turn.stored()).toMatchObject({ status: 'done' });
  const image = await context.attachments.read(LOCAL_ACTOR, attachment.id, 'full');
  await context.attachments.read(LOCAL_ACTOR, attachment.id, 'thumbnail');
  expect(isOnDisk(opened, CANARY)).toBe(false);
  expect(isOnDisk(opened, image?.data.subarray(200, 260) ?? '')).toBe(false);
});

test('the same words in a normal chat are found there: the look itself works', async () => {
  const opened = await openTestContext();
  const file = { name: `${CANARY}.jpg`, data: picture };
  const { id } = await opened.context.attachments.add(LOCAL_ACTOR, file);
  const image = await opened.context.attachments.read(LOCAL_ACTOR, id, 'full');
  await sendTurn(opened.context, submitOf({ text: CANARY, attachmentIds: [id] }));
  expect(isOnDisk(opened, CANARY)).toBe(true);
  expect(isOnDisk(opened, image?.data.subarray(200, 260) ?? '')).toBe(true);
});

test('it is a chat like others, but in no list', async () => {
  const opened = await openTestContext();
  const { context, provider } = opened;
  const { turn, call } = await askedTemporarily(opened);
  const request = call.request.prompt.messages.at(-1);
  expect(JSON.stringify(request)).toContain(CANARY);
  expect([turn.conversationId, turn.answerId].every(isTemporaryId)).toBe(true);
  call.say('Half');
  await turn.reader.untilText('Half');
  expect(await context.generations.stop(LOCAL_ACTOR, [turn.conversationId])).toBe(true);
  await turn.reader.rest();
  const settings = { ...DEFAULT_CONVERSATION_SETTINGS, contextStrategy: 'stop' } as const;
  const change = { settings, version: 1 };
  const changed = await context.conversations.change(LOCAL_ACTOR, turn.conversationId, change);
  expect(changed).toMatchObject({ settings, version: 2 });
  const again = againOf('continue', turn.conversationId, turn.answerId);
  const next = await sendTurn(context, again);
  (await provider.nextCall()).say(' and more').finish();
  await next.reader.rest();
  expect((await next.stored()).parts).toEqual([{ type: 'text', text: 'Half and more' }]);
  expect(await context.conversations.list(LOCAL_ACTOR, NEVER)).toEqual([]);

  await context.conversations.remove(LOCAL_ACTOR, turn.conversationId);
  expect(await context.conversations.read(LOCAL_ACTOR, turn.conversationId)).toBeNull();
});

test('what is allowed in it alone is not written to the data folder, and goes with it', async () => {
  const tool = fakeTool(async () => ({ text: '' }), { key: CANARY, defaultApproval: 'ask' });
  const opened = await openTestContext({}, undefined, { toolbox: toolboxOf(tool) });
  const { context } = opened;
  const { conversationId } = (await askedTemporarily(opened)).turn;
  const ruleIn = async (query: string) =>
    (await readToolRules(context, LOCAL_ACTOR, new URLSearchParams(query))).rules[CANARY];
  const ruleHere = () => ruleIn(`conversationId=${conversationId}`);
  const decide = (rule: 'ask' | 'conversation' | 'always') =>
    changeToolRule(context, LOCAL_ACTOR, { key: CANARY, conversationId, rule });
  await decide('conversation');
  expect([await ruleHere(), await ruleIn('')]).toEqual(['conversation', 'ask']);
  await decide('ask');
  expect(await ruleHere()).toBe('ask');
  await decide('conversation');
  expect(isOnDisk(opened, CANARY)).toBe(false);
  expect(isOnDisk(opened, conversationId)).toBe(false);
  await context.conversations.remove(LOCAL_ACTOR, conversationId);
  expect((await context.toolApprovals.read(LOCAL_ACTOR, conversationId)).size).toBe(0);
});

test('what is allowed everywhere holds in it, and is kept where it was decided there', async () => {
  const tool = fakeTool(async () => ({ text: '' }), { defaultApproval: 'ask' });
  const opened = await openTestContext({}, undefined, { toolbox: toolboxOf(tool) });
  const { context } = opened;
  const { conversationId } = (await askedTemporarily(opened)).turn;
  const change = { key: tool.key, conversationId, rule: 'always' } as const;
  await changeToolRule(context, LOCAL_ACTOR, change);
  await context.conversations.remove(LOCAL_ACTOR, conversationId);
  const other = await sendTurn(context, submitOf({ isTemporary: true }));
  const query = new URLSearchParams({ conversationId: other.conversationId });
  const { rules } = await readToolRules(context, LOCAL_ACTOR, query);
  expect(rules).toEqual({ [tool.key]: 'always' });
  await context.toolApprovals.removeAll(LOCAL_ACTOR);
  expect((await context.toolApprovals.read(LOCAL_ACTOR, other.conversationId)).size).toBe(0);
});

test('what is allowed in it goes with it when nobody uses it any more', async () => {
  const { database, sweep } = await openTemporary();
  onTestFinished(() => database.destroy());
  const stamps = { now: () => 1, newId: randomUUID, processId: 'one' };
  const { conversations, toolApprovals } = createTemporaryStores(database, stamps);
  const { conversationId } = await storeTurn(conversations, questionTurn(), LOCAL_ACTOR);
  const decided = { toolKey: 'fake', approval: 'allow', fingerprint: 'f' } as const;
  await toolApprovals.write(LOCAL_ACTOR, conversationId, decided);
  await sweep(1);
  expect((await toolApprovals.read(LOCAL_ACTOR, conversationId)).size).toBe(1);
  await sweep(24 * 60 * 60 * 1000);
  expect((await toolApprovals.read(LOCAL_ACTOR, conversationId)).size).toBe(0);
});

test('a picture that is kept does not come into a temporary chat by mistake', async () => {
  const { context } = await openTestContext();
  const kept = await context.attachments.add(LOCAL_ACTOR, { name: 'kept.jpg', data: picture });
  const attempt = sendTurn(context, submitOf({ isTemporary: true, attachmentIds: [kept.id] }));
  await expect(attempt).rejects.toThrow();
});

test('deleting all data deletes it too', async () => {
  const opened = await openTestContext();
  const { turn } = await askedTemporarily(opened);
  await opened.context.generations.stopAll(LOCAL_ACTOR);
  await opened.context.conversations.removeAll(LOCAL_ACTOR);
  expect(await opened.context.conversations.read(LOCAL_ACTOR, turn.conversationId)).toBeNull();
});

test('where several processes share a store it is refused, and nothing is stored', async () => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const { context } = await openTestContext({ DATABASE_URL: database.url });
  expect(context.hasTemporaryChats).toBe(false);
  const refusal = { code: 'temporary-unavailable' };
  const file = { name: 'a.jpg', data: picture, isTemporary: true };
  await expect(context.attachments.add(LOCAL_ACTOR, file)).rejects.toMatchObject(refusal);
  const attempt = sendTurn(context, submitOf({ isTemporary: true }));
  await expect(attempt).rejects.toMatchObject(refusal);
  expect(await context.conversations.list(LOCAL_ACTOR, NEVER)).toEqual([]);
});
