import { describe, expect, test } from 'vitest';
import type { JsonObject } from '@/lib/domain/prompt/prompt';
import { checkArguments } from '@/lib/server/tools/check-arguments';

const parametersOf = (properties: JsonObject, facts: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...facts,
});
const EXPRESSION = parametersOf(
  { expression: { type: 'string', maxLength: 20 } },
  { required: ['expression'], additionalProperties: false },
);

const check = (text: string, parameters = EXPRESSION, mayRepair = true) =>
  checkArguments({ name: 'tool', description: '', parameters }, text, { mayRepair });

describe('arguments that are let through', () => {
  test('what fits is read as it is', () => {
    const checked = check('{"expression":"1+1"}');
    expect(checked).toEqual({ isValid: true, input: { expression: '1+1' }, isRepaired: false });
  });

  test('an empty text is an empty object', () => {
    const checked = check(' ', parametersOf({}));
    expect(checked).toEqual({ isValid: true, input: {}, isRepaired: false });
  });

  test.each([
    ["{'expression': '1+1',}", 'quotes and a comma too many'],
    ['```json\n{"expression":"1+1"}\n```', 'a fence'],
    ['{"expression":"1+1"', 'a brace too few'],
    ['{"expression":"1+1"}{"expression":"1+1"}', 'the same twice'],
  ])('%s is mended once: %s', (text) => {
    expect(check(text)).toEqual({
      isValid: true,
      input: { expression: '1+1' },
      isRepaired: true,
    });
    expect(check(text, EXPRESSION, false)).toMatchObject({ isValid: false, keyword: 'json' });
  });
});

describe('arguments that are refused', () => {
  test.each([
    ['{"expression":1}', '/expression', 'type'],
    ['{"expression":"123456789012345678901"}', '/expression', 'maxLength'],
    ['{}', '/expression', 'required'],
    ['{"expression":"1","other":2}', '/other', 'additionalProperties'],
    ['[1]', '', 'type'],
    ['"text"', '', 'type'],
    ['null', '', 'type'],
    ['1+1 is what I want', '', 'json'],
    ['{"expression":"1"}{"expression":"2"}', '', 'json'],
  ])('%s names its place and the keyword', (text, path, keyword) => {
    const checked = check(text);
    expect(checked).toMatchObject({ isValid: false, path, keyword });
    expect(checked.isValid || checked.reason).toContain(`(${keyword})`);
  });

  test('names that every object inherits are no arguments that were given', () => {
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
      const parameters = parametersOf({}, { required: [name] });
      expect(check('{}', parameters)).toMatchObject({ isValid: false, keyword: 'required' });
    }
  });

  test('an argument named __proto__ reaches no tool and changes no object', () => {
    const checked = check('{"__proto__":{"polluted":1},"a":{"__proto__":{"polluted":1}}}', {
      type: 'object',
    });
    expect(checked.input).toEqual({ a: {} });
    expect(Reflect.get(Object.getPrototypeOf(checked.input), 'polluted')).toBeUndefined();
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  test('a refusal stays short, however much a schema allows', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `value ${index}`);
    const checked = check('{"a":"none"}', parametersOf({ a: { enum: many } }));
    expect(checked).toMatchObject({ isValid: false, path: '/a', keyword: 'enum' });
    expect(checked.isValid || checked.reason.length).toBeLessThan(700);
  });

  test('too much text and too deep a nesting', () => {
    expect(check(`{"expression":"${'a'.repeat(2_000_000)}"}`)).toMatchObject({ isValid: false });
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect(check(deep, { type: 'object' })).toMatchObject({ isValid: false });
  });
});

describe('schemas of strangers', () => {
  test('a regular expression that never ends is ended', () => {
    const parameters = parametersOf({ a: { type: 'string', pattern: '^(a+)+$' } });
    const checked = check(`{"a":"${'a'.repeat(60)}b"}`, parameters);
    expect(checked).toMatchObject({ isValid: false, keyword: 'unchecked' });
  });

  test.each([
    [{ $ref: '#' }],
    [{ $ref: 'https://elsewhere.example/schema.json' }],
    [{ properties: { a: { pattern: '(' } } }],
    [{ properties: { a: null } }],
  ])('one that cannot be used refuses every call: %j', (parameters) => {
    expect(check('{"a":"b"}', parameters)).toMatchObject({ isValid: false, keyword: 'unchecked' });
  });

  test('a schema is not written into', () => {
    const parameters = Object.freeze(
      parametersOf({ a: Object.freeze({ $ref: '#/$defs/b' }) }, { $defs: { b: {} } }),
    );
    expect(check('{"a":1}', parameters)).toMatchObject({ isValid: true });
    expect(Object.getOwnPropertyNames(parameters)).toEqual(['type', 'properties', '$defs']);
  });
});
