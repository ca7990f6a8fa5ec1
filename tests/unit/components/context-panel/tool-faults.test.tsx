import { expect, test } from 'vitest';
import { useToolFaults } from '@/components/context-panel/tools/use-tool-faults';
import { draftOfTool, judgeTool, type OwnToolDraft } from '@/lib/client/tools/own-tool-draft';
import { TOOL_LIMITS } from '@/lib/protocol/tools';
import { renderWords } from '../../../support/render-words';

function Faults({ draft, isTouched }: { draft: OwnToolDraft; isTouched: boolean }) {
  const faults = useToolFaults()(judgeTool(draft), isTouched);
  return Object.entries(faults)
    .flatMap(([field, fault]) => (fault ? [`${field}: ${fault}`] : []))
    .join(' | ');
}

const read = (change: Partial<OwnToolDraft>, isTouched = false) =>
  renderWords(<Faults draft={{ ...draftOfTool(null), ...change }} isTouched={isTouched} />);

test('what is still empty is a fault once the person wants to save', () => {
  expect(read({ type: 'http' })).toBe('');
  expect(read({ type: 'http' }, true)).toBe(
    'name: 1 to 64 letters, digits, _ and -. | url: This is no http or https address.',
  );
});

test('what is longer than the server takes it is said at once, with how long it may be', () => {
  const longer = (field: keyof typeof TOOL_LIMITS) => 'x'.repeat(TOOL_LIMITS[field] + 1);
  expect(read({ description: longer('description') })).toBe(
    'description: Too long: at most 2,000 characters.',
  );
  expect(read({ reply: longer('reply') })).toBe('reply: Too long: at most 65,536 characters.');
  expect(read({ type: 'http', url: longer('url') })).toBe(
    'url: Too long: at most 2,000 characters.',
  );
  const parameters = JSON.stringify({ title: longer('parameters') });
  expect(read({ parameters })).toBe(
    'parameters: Too large: at most 50,000 characters, line breaks and indentation aside.',
  );
});
