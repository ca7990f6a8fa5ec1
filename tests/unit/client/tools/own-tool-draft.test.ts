import { expect, test } from 'vitest';
import { draftOfTool, judgeTool, type OwnToolDraft } from '@/lib/client/tools/own-tool-draft';
import { asId, type ToolId } from '@/lib/domain/ids';
import type { OwnTool } from '@/lib/domain/tool/own-tool';
import { newOwnToolSchema, TOOL_LIMITS } from '@/lib/protocol/tools';
import { uuidOf } from '../../../support/messages';

const named = { ...draftOfTool(null), name: 'weather' };
const parameters = { type: 'object', properties: { city: { type: 'string' } } };

test('a new tool is one as soon as it has a name', () => {
  expect(judgeTool(draftOfTool(null))).toMatchObject({ hasGoodName: false, tool: null });
  expect(judgeTool(named).tool).toMatchObject({
    name: 'weather',
    parameters: { required: ['city'] },
    action: { type: 'reply', text: '' },
  });
});

test.each([
  [{ type: 'reply', text: 'Rain.' }],
  [{ type: 'http', method: 'POST', url: 'https://example.org/{city}' }],
  [{ type: 'by-hand' }],
] as const)('a tool that is changed is what it was until then: %j', (action) => {
  const tool: OwnTool = {
    id: asId<ToolId>(uuidOf(1)),
    name: 'a',
    description: 'b',
    parameters,
    action,
  };
  const { id, ...rest } = tool;
  expect(judgeTool(draftOfTool(tool)).tool).toEqual(rest);
});

test.each([
  ['a name with a space', { name: 'the weather' }],
  ['no schema', { parameters: '' }],
  ['broken JSON', { parameters: '{"type":' }],
  ['the schema of a list', { parameters: '{"type":"array"}' }],
  ['no address', { type: 'http', url: '' }],
  ['an argument that chooses the server', { type: 'http', url: 'https://{city}/' }],
  ['an argument that there is not', { type: 'http', url: 'https://example.org/{town}' }],
] as const)('%s: no tool', (_what, change) => {
  expect(judgeTool({ ...named, ...change }).tool).toBeNull();
});

/** A schema that is so long as JSON without anything between its values. */
const schemaOf = (length: number) => {
  const rest = JSON.stringify({ title: '' }).length;
  return JSON.stringify({ title: 'x'.repeat(length - rest) }, null, 2);
};
const LONG: Readonly<Record<keyof typeof TOOL_LIMITS, (length: number) => Partial<OwnToolDraft>>> =
  {
    description: (length) => ({ description: 'x'.repeat(length) }),
    parameters: (length) => ({ parameters: schemaOf(length) }),
    reply: (length) => ({ reply: 'x'.repeat(length) }),
    url: (length) => ({ type: 'http', url: 'https://example.org/'.padEnd(length, 'x') }),
  };

test.each(Object.keys(LONG) as (keyof typeof LONG)[])(
  'the %s may be as long as the server takes it',
  (field) => {
    const longest = judgeTool({ ...named, ...LONG[field](TOOL_LIMITS[field]) });
    expect(longest.isTooLong[field]).toBe(false);
    expect(newOwnToolSchema.safeParse(longest.tool).success).toBe(true);
    const longer = judgeTool({ ...named, ...LONG[field](TOOL_LIMITS[field] + 1) });
    expect(longer).toMatchObject({ isTooLong: { [field]: true }, tool: null });
  },
);

test('what belongs to another way of answering may be of any length', () => {
  const reply = 'x'.repeat(TOOL_LIMITS.reply + 1);
  expect(judgeTool({ ...named, reply, type: 'by-hand' }).tool).not.toBeNull();
});
