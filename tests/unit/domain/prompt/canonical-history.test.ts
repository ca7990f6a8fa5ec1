import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalHistory, FILLER_ANSWER } from '@/lib/domain/prompt/canonical-history';
import { canonicalTools } from '@/lib/domain/prompt/canonical-tools';
import type { JsonObject, PromptMessage, ToolDefinition } from '@/lib/domain/prompt/prompt';
import { MISSING_RESULT } from '@/lib/domain/prompt/settle-calls';
import { attachmentOf } from '../../../support/messages';
import { chatTemplateFault } from '../../../support/validators/chat-template';
import { mistralCommonFaults } from '../../../support/validators/mistral-common';
import { toWire, toWireTools } from '../../../support/validators/wire';

const CASES = 5000;
const TOOL_CASES = 1000;
const WITH_PATIENCE = { timeout: 60_000 };
const SYSTEM: PromptMessage = { role: 'system', text: 'You answer.' };

const blank = fc.constantFrom('', ' ', '\n\t');
const words = fc.oneof(
  { weight: 1, arbitrary: blank },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
);
/** Few, so that results find calls and calls meet their like; good, bad, empty, and as good as equal. */
const callId = fc.constantFrom(
  'aB3dE5fG7',
  'call_1',
  'call_2',
  '',
  'chatcmpl-tool-0123456789',
  'é',
);
const name = fc.oneof(fc.constantFrom('get_weather', 'a b', 'ä'.repeat(70), ''), fc.string());
const call = fc.record({
  id: callId,
  name,
  arguments: fc.oneof(fc.constantFrom('', '{}', '{"a":1}', '[1]', '{"a":', 'null'), fc.string()),
});
const user = fc
  .array(
    fc.oneof(
      words.map((text) => ({ type: 'text', text }) as const),
      fc.constant({ type: 'image', attachment: attachmentOf(1), detail: 'full' } as const),
    ),
    { maxLength: 3 },
  )
  .map((parts): PromptMessage => ({ role: 'user', parts }));
const assistant = fc.oneof(
  words.map((text): PromptMessage => ({ role: 'assistant', text })),
  fc
    .tuple(words, fc.array(call, { maxLength: 3 }))
    .map(([text, toolCalls]): PromptMessage => ({ role: 'assistant', text, toolCalls })),
);
const result = fc
  .record({ toolCallId: callId, name, text: words })
  .map((each): PromptMessage => ({ role: 'tool', ...each }));
const system = words.map((text): PromptMessage => ({ role: 'system', text }));
/** Any messages in any order: as no well-kept history is, and as an imported one may be. */
const history = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: user },
    { weight: 4, arbitrary: assistant },
    { weight: 5, arbitrary: result },
    { weight: 1, arbitrary: system },
  ),
  { maxLength: 16 },
);

const canonical = (messages: readonly PromptMessage[]) => canonicalHistory(messages).messages;
const faultsOf = (messages: readonly PromptMessage[]) => {
  const wire = toWire([SYSTEM, ...messages]);
  return [...mistralCommonFaults(wire), chatTemplateFault(wire)].filter((fault) => fault !== null);
};

describe(`${CASES} random histories`, WITH_PATIENCE, () => {
  test('are all taken by mistral-common 1.8.6 and by the strict template', () => {
    fc.assert(
      fc.property(history, (messages) => {
        expect(faultsOf(canonical(messages))).toEqual([]);
      }),
      { numRuns: CASES },
    );
  });

  test('are canonical then: nothing changes a second time', () => {
    fc.assert(
      fc.property(history, (messages) => {
        const once = canonicalHistory(messages);
        expect(canonicalHistory(once.messages)).toEqual({ messages: once.messages, repairs: [] });
      }),
      { numRuns: CASES },
    );
  });

  test('keep every word of the user and every call, under an id of its own', () => {
    fc.assert(
      fc.property(history, (messages) => {
        const after = canonical(messages);
        const sent = JSON.stringify(after);
        for (const message of messages) {
          if (message.role !== 'user') continue;
          for (const part of message.parts) {
            if (part.type === 'image' || part.text.trim() === '') continue;
            expect(sent).toContain(JSON.stringify(part.text).slice(1, -1));
          }
        }
        const ids = after.flatMap((each) =>
          each.role === 'assistant' ? (each.toolCalls ?? []).map(({ id }) => id) : [],
        );
        expect(new Set(ids).size).toBe(ids.length);
        const begin = messages.findIndex(
          (each) => each.role === 'user' && canonicalHistory([each]).repairs.length === 0,
        );
        const calls = messages
          .slice(begin === -1 ? messages.length : begin)
          .flatMap((each) => (each.role === 'assistant' ? (each.toolCalls ?? []) : []));
        expect(ids).toHaveLength(calls.length);
      }),
      { numRuns: CASES },
    );
  });

  test('that grow by a turn keep their beginning, byte for byte', () => {
    const turn = fc.tuple(
      fc.string({ minLength: 1 }).filter((text) => text.trim() !== ''),
      fc.array(call, { maxLength: 2 }),
    );
    fc.assert(
      fc.property(history, turn, (messages, [text, toolCalls]) => {
        const asked = { role: 'user', parts: [{ type: 'text', text }] } as const;
        const before = [...messages, asked];
        const results = toolCalls.map(
          ({ id }) => ({ role: 'tool', toolCallId: id, name: 'x', text: 'y' }) as const,
        );
        const spoken = { role: 'assistant', text } as const;
        const after = [...before, { ...spoken, toolCalls }, ...results, spoken, asked];
        const beginning = JSON.stringify(canonical(before)).slice(0, -1);
        expect(JSON.stringify(canonical(after)).startsWith(beginning)).toBe(true);
      }),
      { numRuns: CASES },
    );
  });
});

const ask = (text: string): PromptMessage => ({ role: 'user', parts: [{ type: 'text', text }] });
const say = (text: string): PromptMessage => ({ role: 'assistant', text });
const callTools = (...ids: string[]): PromptMessage => ({
  role: 'assistant',
  text: '',
  toolCalls: ids.map((id) => ({ id, name: 'look_up', arguments: '{}' })),
});
const answer = (toolCallId: string, text = 'found'): PromptMessage => ({
  role: 'tool',
  toolCallId,
  name: 'look_up',
  text,
});
const [A, B] = ['aaaaaaaa1', 'bbbbbbbb2'] as const;

test.each<[string, PromptMessage[], PromptMessage[]]>([
  [
    'a call the user interrupted has a result and an answer',
    [ask('a'), callTools(A), ask('b')],
    [ask('a'), callTools(A), answer(A, MISSING_RESULT), say(FILLER_ANSWER), ask('b')],
  ],
  [
    'results come in the order of their calls',
    [ask('a'), callTools(A, B), answer(B, '2'), answer(A, '1'), say('c')],
    [ask('a'), callTools(A, B), answer(A, '1'), answer(B, '2'), say('c'), ask('Go on.')],
  ],
  [
    'half of the results: the other half is made up',
    [ask('a'), callTools(A, B), answer(B, '2')],
    [ask('a'), callTools(A, B), answer(A, MISSING_RESULT), answer(B, '2')],
  ],
  ['a result nobody asked for goes', [ask('a'), answer(A), ask('b')], [ask('a\n\nb')]],
  ['nothing at all becomes a question', [], [ask('Go on.')]],
])('%s', (_name, messages, expected) => {
  expect(canonical(messages)).toEqual(expected);
});

test('an id that no server takes becomes nine letters and digits, always the same, with its result', () => {
  const id = 'call_1234567890abcdef';
  const [, asked, told] = canonical([ask('a'), callTools(id), answer(id)]);
  const made = asked?.role === 'assistant' ? asked.toolCalls?.[0]?.id : undefined;
  expect(made).toMatch(/^[a-zA-Z0-9]{9}$/);
  expect(told).toMatchObject({ toolCallId: made, text: 'found' });
  expect(canonical([ask('a'), callTools(id)])[1]).toEqual(asked);
});

test('arguments that are no object are shown to the model as it wrote them', () => {
  const toolCalls = ['', '{"a":1}', '{"a":'].map((text, index) => ({
    id: `aaaaaaaa${index}`,
    name: 'f',
    arguments: text,
  }));
  const [, asked] = canonical([ask('a'), { role: 'assistant', text: '', toolCalls }]);
  const sent = asked?.role === 'assistant' ? asked.toolCalls?.map((each) => each.arguments) : [];
  expect(sent).toEqual(['{}', '{"a":1}', '{"malformed":"{\\"a\\":"}']);
});

describe('tools', WITH_PATIENCE, () => {
  const json = fc.jsonValue().filter((value): value is never => value !== undefined);
  const parameters = fc.oneof(
    fc.constantFrom<JsonObject>({}, { type: 'object' }, { type: 'string' }, { required: 'a' }),
    fc.dictionary(fc.constantFrom('type', 'properties', 'required', 'items', 'x'), json),
  );
  const tool = fc.record({ name, description: fc.string(), parameters });

  test(`of every name and form (${TOOL_CASES}) are taken, or there are none`, () => {
    fc.assert(
      fc.property(fc.array(tool, { maxLength: 4 }), (tools: ToolDefinition[]) => {
        const wire = toWire([SYSTEM, ask('a')]);
        expect(mistralCommonFaults(wire, toWireTools(canonicalTools(tools)))).toEqual([]);
      }),
      { numRuns: TOOL_CASES },
    );
  });

  test('that are good stay as they are', () => {
    const parameters = {
      type: 'object',
      properties: { city: { type: 'string', description: 'Where' }, days: { type: 'integer' } },
      required: ['city'],
    };
    const good = { name: 'get_weather', description: 'Weather', parameters };
    expect(canonicalTools([good])).toEqual([good]);
    expect(canonicalTools([])).toBeUndefined();
  });
});
