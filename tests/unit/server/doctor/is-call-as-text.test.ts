import { expect, test } from 'vitest';
import { isCallAsText } from '@/lib/server/doctor/is-call-as-text';

test.each([
  '[TOOL_CALLS]get_weather{"city": "Paris"}',
  'get_weather[ARGS]{"city": "Paris"}',
  'get_weather [ARGS] {"city": "Paris"}',
  'get_weather\n{"city": "Paris"}',
  '[{"name": "get_weather", "arguments": {}}]',
])('%s is a call', (text) => {
  expect(isCallAsText(text)).toBe(true);
});

test('words about the tool are none, however much room is behind them', () => {
  expect(isCallAsText('I would call get_weather for that.')).toBe(false);
  // In quadratic time this would take minutes.
  expect(isCallAsText(`get_weather${' '.repeat(400_000)}`)).toBe(false);
});
