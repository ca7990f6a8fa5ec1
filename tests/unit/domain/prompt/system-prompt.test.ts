import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DEFAULT_SYSTEM_PROMPT,
  fillSystemPrompt,
  systemPromptFor,
} from '@/lib/domain/prompt/system-prompt';

const VALUES = { name: 'Ministral', today: '2026-03-02', yesterday: '2026-03-01' };

test('fills each placeholder, as often as it stands there', () => {
  expect(fillSystemPrompt('{name}, {today}, {yesterday}, {name}.', VALUES)).toBe(
    'Ministral, 2026-03-02, 2026-03-01, Ministral.',
  );
});

test.each(['', '   \n '])('an empty one is ours, with dates: %j', (template) => {
  const text = fillSystemPrompt(systemPromptFor({}, template), VALUES);
  expect(text).toContain('You are Ministral');
  expect(text).toContain('Today is 2026-03-02; yesterday was 2026-03-01');
  expect(text).not.toMatch(/[{}]/);
  expect(DEFAULT_SYSTEM_PROMPT).toContain('{today}');
});

test('a model that thinks in markers is asked to, before the person’s own words', () => {
  const model = { thinksInMarkers: true };
  const text = systemPromptFor(model, ' Be brief. ');
  expect(text).toMatch(/\[THINK\] and \[\/THINK\][\s\S]*\n\nBe brief\.\n\nToday is \{today\}\.$/);
  expect(systemPromptFor(model, '')).toContain(DEFAULT_SYSTEM_PROMPT);
  expect(systemPromptFor(model, ' Be brief. ', false)).toBe('Be brief.\n\nToday is {today}.');
  expect(systemPromptFor({}, ' Be brief. ')).toBe('Be brief.\n\nToday is {today}.');
  expect(systemPromptFor({}, 'It is {today}.')).toBe('It is {today}.');
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
