import { expect, test } from 'vitest';
import { RuleSelect } from '@/components/context-panel/tools/rule-select';
import { ToolRow } from '@/components/context-panel/tools/tool-row';
import { ToolSupport } from '@/components/context-panel/tools/tool-support';
import type { ListedTool } from '@/lib/client/api/tools';
import { conversationIdOf, modelOf } from '../../../support/messages';
import { renderWords } from '../../../support/render-words';

const ignore = () => {};

const row = (tool: Partial<ListedTool>, isOn: boolean) =>
  renderWords(
    <ToolRow
      tool={{
        key: 'calculator',
        name: 'calculator',
        description: 'Computes.',
        origin: { type: 'built-in' },
        isByHand: false,
        parameters: { type: 'object' },
        defaultApproval: 'allow',
        rule: 'ask',
        own: undefined,
        ...tool,
      }}
      conversationId={conversationIdOf(1)}
      isOn={isOn}
      onSwitch={ignore}
      onChanged={ignore}
    />,
  );

test('a tool that is off says what it does, and asks for no rule', () => {
  const words = row({}, false);
  expect(words).toContain('Computes.');
  expect(words).not.toContain('<select');
});

test('a tool that is on shows what holds for it', () => {
  expect(row({ rule: 'conversation' }, true)).toContain(
    '<option value="conversation" selected="">Allow in this conversation</option>',
  );
});

test('a tool that the person plays has no rule', () => {
  const words = row({ isByHand: true }, true);
  expect(words).toContain('You give its results yourself');
  expect(words).not.toContain('<select');
});

test('nothing holds in a conversation before there is one', () => {
  const words = renderWords(<RuleSelect name="a" rule="ask" isStored={false} onChoose={ignore} />);
  expect(words).toContain('<option value="conversation" disabled="">');
});

test.each([
  [true, [], ''],
  [false, [], 'is not known to call tools here'],
  [false, [{ type: 'tools-dropped' }], 'The last answer was made without tools'],
  [true, [{ type: 'tools-dropped' }], 'The last answer was made without tools'],
] as const)('a server that calls tools (%s), after %j', (supportsTools, repairs, said) => {
  const words = renderWords(
    <ToolSupport model={modelOf({ supportsTools })} isUsed repairs={repairs} />,
  );
  expect(words).toContain(said);
  if (said) expect(words).toContain('href="/doctor?connection=fake"');
  else expect(words).toBe('');
});
