import { expect, test } from 'vitest';
import { draftOfTool, judgeTool } from '@/lib/client/tools/own-tool-draft';
import { asId, type ToolId } from '@/lib/domain/ids';
import type { OwnTool } from '@/lib/domain/tool/own-tool';
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
