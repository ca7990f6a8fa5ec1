import { expect, test } from 'vitest';
import type { ToolRule } from '@/lib/domain/tool/tool-choice';
import { toolApprovalsSchema } from '@/lib/protocol/tool-approvals';
import { createToolbox } from '@/lib/server/tools/toolbox';
import { fakeTool } from '../../support/fake-tool';
import { uuidOf } from '../../support/messages';
import { openTestContext } from '../../support/test-context';
import { call, install, routeOf } from './routes';

const tool = fakeTool(async () => ({ text: '' }), { defaultApproval: 'ask' });
const toolbox = createToolbox([{ list: async () => [tool] }]);

const open = async () => install((await openTestContext({}, undefined, { toolbox })).context);
const read = (query = '') => call(routeOf('GET', '/api/tools/approvals'), { query });
const decide = (body: object) => call(routeOf('PUT', '/api/tools/approvals'), { body });
const rules = async () => toolApprovalsSchema.parse(await (await read()).json()).rules;

test('a tool asks until a person decides otherwise', async () => {
  await open();
  expect(await rules()).toEqual({ fake: 'ask' });
  const set = (rule: ToolRule) => decide({ key: 'fake', conversationId: null, rule });
  expect((await set('always')).status).toBe(204);
  expect(await rules()).toEqual({ fake: 'always' });
  await set('ask');
  expect(await rules()).toEqual({ fake: 'ask' });
});

test.each([
  ['a tool that is not there', { key: 'none', conversationId: null, rule: 'ask' }, 404],
  ['a conversation of nobody', { key: 'fake', conversationId: uuidOf(404), rule: 'ask' }, 404],
  ['in no conversation', { key: 'fake', conversationId: null, rule: 'conversation' }, 400],
  ['another rule', { key: 'fake', conversationId: null, rule: 'never' }, 400],
])('refuses %s', async (_what, body, status) => {
  await open();
  expect((await decide(body)).status).toBe(status);
  expect(await rules()).toEqual({ fake: 'ask' });
});

test('what a client says a tool is, is not looked at', async () => {
  await open();
  const forged = { key: 'fake', conversationId: null, rule: 'always', fingerprint: 'f'.repeat(64) };
  await decide(forged);
  expect(await rules()).toEqual({ fake: 'always' });
});

test('rules of a conversation of nobody are not there', async () => {
  await open();
  expect((await read(`?conversationId=${uuidOf(404)}`)).status).toBe(404);
  expect((await read('?conversationId=x')).status).toBe(404);
});
