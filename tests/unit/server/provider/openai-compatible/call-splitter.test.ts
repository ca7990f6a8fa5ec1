import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallSplitter } from '@/lib/server/provider/openai-compatible/call-splitter';

const NAMES = ['get_weather', 'get', 'get_time'];

function split(pieces: readonly string[], names: readonly string[] = NAMES) {
  const splitter = new CallSplitter(names);
  const parts = [...pieces.map((piece) => splitter.push(piece)), splitter.end()];
  return {
    text: parts.map(({ text }) => text).join(''),
    calls: parts.flatMap(({ calls }) => calls.map((call) => `${call.name} ${call.arguments}`)),
  };
}

/** A text, the text that is left of it, and the calls that were printed in it. */
const CASES: readonly (readonly [printed: string, text: string, ...calls: string[]])[] = [
  ['Nothing to see.', 'Nothing to see.'],
  ['[TOOL_CALLS]get_weather{"city":"Paris"}', '', 'get_weather {"city":"Paris"}'],
  ['[TOOL_CALLS]get_weather[ARGS]{"a":{"b":"}"}}', '', 'get_weather {"a":{"b":"}"}}'],
  ['[TOOL_CALLS]get[CALL_ID]aB3dE5fG7[ARGS]{}', '', 'get {}'],
  ['[TOOL_CALLS] [{"name":"get","arguments":{"x":[1]}}]', '', 'get {"x":[1]}'],
  [
    '[TOOL_CALLS][{"name":"get","arguments":"{}"},{"name":"get_time"}]',
    '',
    'get {}',
    'get_time {}',
  ],
  ['[TOOL_CALLS]get{}[TOOL_CALLS]get_time{}', '', 'get {}', 'get_time {}'],
  ['Let me look. [TOOL_CALLS]get_weather{"a":1}', 'Let me look. ', 'get_weather {"a":1}'],
  ['get_weather{"city":"Paris"}', '', 'get_weather {"city":"Paris"}'],
  ['Look.get_weather{"a":"\\"{"}\n', 'Look.', 'get_weather {"a":"\\"{"}'],
  ['get{} get_time{"z":1}', '', 'get {}', 'get_time {"z":1}'],
  // Cut off by the limit: what came of it is kept where the marker says what it is.
  ['[TOOL_CALLS]get_weather{"city": "Par', '', 'get_weather {"city": "Par'],
  ['get_weather{"city": "Par', 'get_weather{"city": "Par'],
  ['get_weather{"city": [TOOL_CALLS]get{}', 'get_weather{"city": ', 'get {}'],
  ['[TOOL_CALLS][{"name": get{}', '[TOOL_CALLS][{"name": get{}'],
  ['get{} get_time{} and more get{}', 'get{} get_time{} and more ', 'get {}'],
  // Not offered, no JSON, part of a longer word, or only spoken of.
  ['[TOOL_CALLS]rm{"path":"/"}', '[TOOL_CALLS]rm{"path":"/"}'],
  ['[TOOL_CALLS][{"name":"rm"}]', '[TOOL_CALLS][{"name":"rm"}]'],
  ['get_weather{city}', 'get_weather{city}'],
  ['forget{}', 'forget{}'],
  ['Call get_weather{"a":1} to see.', 'Call get_weather{"a":1} to see.'],
  ['I get it: get_weather is a tool', 'I get it: get_weather is a tool'],
  ['see [TOOL_', 'see [TOOL_'],
];

describe('calls that are printed as text', () => {
  test.each(CASES)('%j', (printed, text, ...calls) => {
    expect(split([printed])).toEqual({ text, calls });
  });

  test('are the same however the text is cut', () => {
    const aCase = fc.constantFrom(...CASES);
    const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 12 });
    fc.assert(
      fc.property(aCase, cuts, ([printed, text, ...calls], places) => {
        const sorted = [...new Set([0, ...places, printed.length])]
          .filter((place) => place <= printed.length)
          .toSorted((one, other) => one - other);
        const pieces = sorted.slice(1).map((end, index) => printed.slice(sorted[index], end));
        expect(split(pieces)).toEqual({ text, calls });
      }),
      { numRuns: 2_000 },
    );
    for (const [printed, text, ...calls] of CASES) {
      expect(split([...printed])).toEqual({ text, calls });
    }
  });

  test('where no tool was offered everything is text', () => {
    const printed = '[TOOL_CALLS]get_weather{"city":"Paris"}';
    expect(split([printed], [])).toEqual({ text: printed, calls: [] });
  });

  test('text waits only where a call may have begun', () => {
    const splitter = new CallSplitter(NAMES);
    expect(splitter.push('Hello, I will look').text).toBe('Hello, I will look');
    expect(splitter.push(' at the ge').text).toBe(' at the ');
    expect(splitter.push('ms').text).toBe('gems');
  });

  test('a call that does not end soon is text, and what follows is read as ever', () => {
    const splitter = new CallSplitter(NAMES);
    expect(splitter.push('Look: [TOOL_CALLS]get_weather{"a":"').text).toBe('Look: ');
    const long = 'x'.repeat(64 * 1024);
    expect(splitter.push(long).text).toBe(`[TOOL_CALLS]get_weather{"a":"${long}`);
    expect(splitter.push('y').text).toBe('y');
    expect(splitter.push(' [TOOL_CALLS]get{}').calls).toEqual([{ name: 'get', arguments: '{}' }]);
  });

  // Each takes minutes where the same text is read again and again.
  test.each([
    ['that never end, at once', ['get{'.repeat(200_000)]],
    ['that never end, bit by bit', Array.from({ length: 250_000 }, () => 'get{')],
    ['in a list that never ends', Array.from({ length: 2_000 }, () => '[TOOL_CALLS][{"get{')],
    ['in each other', ['get{'.repeat(100_000) + '}'.repeat(100_000)]],
    ['in lists in each other', ['[TOOL_CALLS]['.repeat(40_000) + ']'.repeat(40_000)]],
    ['with text behind them', [`${'get{}'.repeat(100_000)} and so on`]],
    ['with text behind them, bit by bit', [...Array.from({ length: 50_000 }, () => 'get{}'), '.']],
  ])('many beginnings of calls %s are text', (_, pieces) => {
    expect(split(pieces)).toEqual({ text: pieces.join(''), calls: [] });
  });
});
