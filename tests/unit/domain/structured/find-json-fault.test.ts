import { describe, expect, it } from 'vitest';
import { findJsonFault } from '@/lib/domain/structured/find-json-fault';

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('findJsonFault', () => {
  it.each([
    ['{\n  "a": 1,\n  }', { line: 3, column: 3, expected: 'key' }],
    ['{"a": 1\r\n"b": 2}', { line: 2, column: 1, expected: 'comma' }],
    ['[1, 2', { line: 1, column: 6, expected: 'comma' }],
    ['{"a" 1}', { line: 1, column: 6, expected: 'colon' }],
    ['{"a": }', { line: 1, column: 7, expected: 'value' }],
    ['{"a": tru}', { line: 1, column: 7, expected: 'value' }],
    ['["a', { line: 1, column: 4, expected: 'string-end' }],
    ['["a\n"]', { line: 1, column: 4, expected: 'string-end' }],
    ['["\\x"]', { line: 1, column: 3, expected: 'escape' }],
    ['{} {}', { line: 1, column: 4, expected: 'end' }],
    ['', { line: 1, column: 1, expected: 'value' }],
  ])('finds it in %j', (text, fault) => {
    expect(findJsonFault(text)).toEqual(fault);
  });

  it('agrees with the engine on every cut and every change of one letter', () => {
    const text = ' {"a": [1, -2.5e+3, "x\\u00e9\\n", true, null, {}, []], "b": {"c": ""}} ';
    for (let at = 0; at <= text.length; at += 1) {
      for (const sign of ['', '"', ',', ':', '}', ']', '\\', '0', 'e', '\n']) {
        const changed = text.slice(0, at) + sign + text.slice(at + 1);
        expect([changed, findJsonFault(changed) === null]).toEqual([changed, isJson(changed)]);
        const cut = text.slice(0, at) + sign;
        expect([cut, findJsonFault(cut) === null]).toEqual([cut, isJson(cut)]);
      }
    }
  });

  it('is not overcome by depth', () => {
    expect(findJsonFault('['.repeat(100_000))).toMatchObject({ expected: 'value' });
  });
});
