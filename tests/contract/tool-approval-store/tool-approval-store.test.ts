import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ToolApproval } from '@/lib/domain/tool/tool-choice';
import { createStores } from '@/lib/server/create-stores';
import { createSqlToolApprovalStore } from '@/lib/server/tool-approval-store/sql-tool-approval-store';
import { keepRule, readRules } from '@/lib/server/tools/tool-rules';
import { describeEngines } from '../../support/engines';
import { fakeTool } from '../../support/fake-tool';
import { conversationIdOf } from '../../support/messages';
import { ANNA, BERT, questionTurn, storeTurn } from '../conversation-store/turns';

const ONE = conversationIdOf(1);
const TWO = conversationIdOf(2);

const decided = (toolKey: string, approval: ToolApproval, fingerprint = 'f') => ({
  toolKey,
  approval,
  fingerprint,
});

const toolOf = (description: string, defaultApproval: ToolApproval) =>
  fakeTool(async () => ({ text: '' }), {
    defaultApproval,
    definition: { name: 'fake', description, parameters: { type: 'object' } },
  });
const asking = toolOf('', 'ask');
const allowed = toolOf('', 'allow');
const changed = toolOf('Now it does more.', 'ask');

describeEngines('the store of approvals', (open) => {
  test('what holds in a conversation goes before what holds everywhere; all is a person’s own', async () => {
    const { database, close } = await open();
    const store = createSqlToolApprovalStore(database);
    expect((await store.read(ANNA, ONE)).size).toBe(0);
    await store.write(ANNA, null, decided('a', 'ask'));
    await store.write(ANNA, ONE, decided('a', 'allow', 'g'));
    await store.write(ANNA, ONE, decided('b', 'ask'));
    await store.write(ANNA, ONE, decided('b', 'allow'));
    await store.write(BERT, null, decided('a', 'allow', 'h'));
    expect([...(await store.read(ANNA, ONE)).values()]).toEqual([
      decided('a', 'allow', 'g'),
      decided('b', 'allow'),
    ]);
    expect([...(await store.read(ANNA, TWO)).values()]).toEqual([decided('a', 'ask')]);
    expect([...(await store.readAll(ANNA)).values()]).toEqual([decided('a', 'ask')]);

    await store.remove(ANNA, ONE, 'a');
    await store.remove(ANNA, TWO, 'b');
    await store.remove(BERT, null, '__proto__');
    expect([...(await store.read(ANNA, ONE)).values()]).toEqual([
      decided('a', 'ask'),
      decided('b', 'allow'),
    ]);
    await store.remove(ANNA, null, 'a');
    expect((await store.readAll(ANNA)).size).toBe(0);
    await store.removeAll(ANNA);
    expect((await store.read(ANNA, ONE)).size).toBe(0);
    expect((await store.readAll(BERT)).size).toBe(1);
    await close();
  });

  test('what was decided in a conversation goes with it', async () => {
    const { database, close } = await open();
    const stamps = { now: () => 1, newId: randomUUID, processId: 'one' };
    const { conversations, toolApprovals } = createStores(database, stamps);
    const decidedIn = async (actor = ANNA) => {
      const { conversationId } = await storeTurn(conversations, questionTurn(), actor);
      await toolApprovals.write(actor, conversationId, decided('a', 'allow'));
      return conversationId;
    };
    const [one, two, three, four] = [
      await decidedIn(),
      await decidedIn(),
      await decidedIn(),
      await decidedIn(),
    ];
    const foreign = await decidedIn(BERT);
    await toolApprovals.write(BERT, one, decided('a', 'allow'));
    await toolApprovals.write(ANNA, null, decided('b', 'allow'));
    const places = async () => {
      const rows = await database
        .selectFrom('tool_approval')
        .select(['owner_id', 'conversation_id'])
        .execute();
      return rows.map((row) => `${row.owner_id} ${row.conversation_id}`).toSorted();
    };
    const ofBert = [`bert ${foreign}`, `bert ${one}`];
    await conversations.remove(ANNA, foreign);
    await conversations.remove(ANNA, one);
    await conversations.removeMany(ANNA, [two, foreign]);
    expect(await places()).toEqual(
      ['anna ', `anna ${three}`, `anna ${four}`, ...ofBert].toSorted(),
    );
    await conversations.removeAll(ANNA);
    expect(await places()).toEqual(['anna ', ...ofBert].toSorted());
    await close();
  });

  test('a rule holds for the tool as it was, and where it was made', async () => {
    const { database, close } = await open();
    const store = createSqlToolApprovalStore(database);
    const rule = async (tool = asking, conversation: typeof ONE | null = ONE) =>
      (await readRules(store, ANNA, [tool], conversation)).get(tool.key);
    const keep = (next: 'ask' | 'conversation' | 'always', conversationId: typeof ONE | null) =>
      keepRule(store, ANNA, { tool: asking, conversationId, rule: next });

    expect([await rule(), await rule(allowed)]).toEqual(['ask', 'always']);
    await keep('conversation', ONE);
    expect([await rule(), await rule(asking, TWO), await rule(asking, null)]).toEqual([
      'conversation',
      'ask',
      'ask',
    ]);
    expect(await rule(changed)).toBe('ask');
    await keep('always', ONE);
    expect([await rule(), await rule(asking, TWO), await rule(changed)]).toEqual([
      'always',
      'always',
      'ask',
    ]);
    // Only here, from now on.
    await keep('conversation', ONE);
    expect([await rule(), await rule(asking, TWO)]).toEqual(['conversation', 'ask']);
    await keep('ask', ONE);
    expect([await rule(), await rule(allowed)]).toEqual(['ask', 'ask']);
    await close();
  });

  test('a tool that is to ask asks too when it is what it was before', async () => {
    const { database, close } = await open();
    const store = createSqlToolApprovalStore(database);
    await keepRule(store, ANNA, { tool: asking, conversationId: null, rule: 'always' });
    await keepRule(store, ANNA, { tool: changed, conversationId: null, rule: 'ask' });
    expect((await readRules(store, ANNA, [asking], null)).get('fake')).toBe('ask');
    await close();
  });

  test('what holds everywhere is not hidden by what a tool was in a conversation', async () => {
    const { database, close } = await open();
    const store = createSqlToolApprovalStore(database);
    await keepRule(store, ANNA, { tool: changed, conversationId: ONE, rule: 'conversation' });
    await keepRule(store, ANNA, { tool: asking, conversationId: ONE, rule: 'always' });
    expect((await readRules(store, ANNA, [asking], ONE)).get('fake')).toBe('always');
    await close();
  });
});
