import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_SYSTEM_PROMPT, fillSystemPrompt } from '@/lib/domain/prompt/system-prompt';

const VALUES = { name: 'Ministral', today: '2026-03-02', yesterday: '2026-03-01' };

test('fills each placeholder, as often as it stands there', () => {
  expect(fillSystemPrompt('{name}, {today}, {yesterday}, {name}.', VALUES)).toBe(
    'Ministral, 2026-03-02, 2026-03-01, Ministral.',
  );
});

test.each(['', '   \n '])('an empty one is ours, with dates: %j', (template) => {
  const text = fillSystemPrompt(template, VALUES);
  expect(text).toContain('You are Ministral');
  expect(text).toContain('Today is 2026-03-02; yesterday was 2026-03-01');
  expect(text).not.toMatch(/[{}]/);
  expect(DEFAULT_SYSTEM_PROMPT).toContain('{today}');
});

test('other braces stay: JSON, code, names that only look alike', () => {
  const text = '{"a": 1} {{today} {Today} {constructor} {x}';
  expect(fillSystemPrompt(text, VALUES)).toBe('{"a": 1} {2026-03-02 {Today} {constructor} {x}');
});

test('a value is put in as it is, and its own braces are not filled again', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const values = { ...VALUES, name: `$&${name}{today}` };
      expect(fillSystemPrompt('<{name}>', values)).toBe(`<$&${name}{today}>`);
    }),
  );
});
