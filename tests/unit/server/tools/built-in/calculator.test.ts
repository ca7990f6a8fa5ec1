import { beforeAll, describe, expect, test } from 'vitest';
import { calculator } from '@/lib/server/tools/built-in/calculator';
import { loadMathematics } from '@/lib/server/tools/built-in/mathematics';
import { checkArguments } from '@/lib/server/tools/check-arguments';
import { toolContext } from '../../../../support/fake-tool';

// The library is large: reading it is not what is tested.
beforeAll(async () => void (await loadMathematics()), 60_000);

const compute = (expression: string) => calculator.call({ expression }, toolContext());

describe('the calculator', () => {
  test.each([
    ['0.1 + 0.2', '0.3'],
    ['0.1*3 - 0.3', '0'],
    ['1/3', '0.33333333333333333333333333333333'],
    ['1/3*3', '1'],
    ['1/3*3 - 1', '0'],
    ['sin(pi)', '0'],
    ['10^-120', '1e-120'],
    ['2^100', '1267650600228229401496703205376'],
    ['123456789 * 987654321', '121932631112635269'],
    ['50!', '30414093201713378043612608166064768844377641568960512000000000000'],
    ['3000!', '4.1493596034378540855568670930866e+9130'],
    ['(12.5 + 7) * 3 / 2^4', '3.65625'],
    ['12 × 3 ÷ 4 − 1', '8'],
    ['5² + √(16) = ?', '29'],
    ['2**10', '1024'],
    ['-7 mod 3', '2'],
    ['200 + 5%', '210'],
    ['sqrt(-4)', '2i'],
    ['log(1000, 10)', '3'],
    ['round(2.345, 2)', '2.35'],
    ['mean([1, 2, 4.5])', '2.5'],
    ['[1, 2] * 2', '[2, 4]'],
    ['5 cm to inch', '1.968503937007874015748031496063 inch'],
    ['sin(30 deg)', '0.5'],
    ['3 > 2 ? 10 : 20', '10'],
    ['1/3 == 2/6', 'true'],
  ])('%s is %s', async (expression, text) => {
    expect(await compute(expression)).toEqual({ text });
  });

  test.each([
    ['1 +', /Unexpected end of expression \(char 4\)/],
    ['1,234 + 1', /Unexpected operator/],
    ['3 x 4', /x is not known here/],
    ['1/0', /no finite number/],
    ['0/0', /no finite number/],
    ['sqrt', /no number/],
    ['sqrt(1, 2, 3)', /Too many arguments/],
    ['', /no number/],
  ])('what cannot be computed says why: %s', async (expression, text) => {
    expect(await compute(expression)).toEqual({ text: expect.stringMatching(text), isError: true });
  });

  test.each([
    'import({a: 1})',
    'createUnit("foo")',
    'evaluate("1+1")',
    'parse("1+1")',
    'simplify("x+x")',
    'derivative("x^2", "x")',
    'config({})',
    'parser()',
    'compile("1")',
    'chain(1)',
    'typed("a", {})',
    'reviver()',
    'constructor',
    'toString()',
    '__proto__',
    'hasOwnProperty(1)',
    'cos.constructor("return process")()',
    'a = 1',
    'f(x) = x',
    '1; 2',
    '{a: 1}',
    '[1,2,3][1]',
    '"text"',
    'concat("a", "b")',
    '1:1000000000',
    'zeros(100000, 100000)',
    'ones(1e9)',
    'range(1, 1e9)',
    'map([1], sqrt)',
    'bigint(10)^bigint(100000000)',
    'print("$a", {a: 1}, 1)',
    'sleep(1000)',
  ])('has nothing that reaches outside: %s', async (expression) => {
    expect(await compute(expression)).toMatchObject({ isError: true });
  });

  test.each(['1e9!', 'gamma(1e8)', 'combinations(1e9, 5e8)', 'isPrime(2^127 - 1)'])(
    'is ended when it takes long: %s',
    async (expression) => {
      const startedAt = performance.now();
      await compute(expression);
      expect(performance.now() - startedAt).toBeLessThan(2000);
    },
  );

  test.each(['cos(1e2000)', 'sinh(1e7)', '1e9!'])(
    'later formulas are computed as before one that fails or is ended: %s',
    async (expression) => {
      expect(await compute(expression)).toMatchObject({ isError: true });
      expect(await compute('cos(1)')).toEqual({ text: '0.54030230586813971740093660744298' });
      expect(await compute('2/3')).toEqual({ text: '0.66666666666666666666666666666667' });
      expect(await compute('1/3*3')).toEqual({ text: '1' });
    },
  );

  test('nested without end is refused, not crashed', async () => {
    expect(await compute('('.repeat(499) + ')'.repeat(499))).toMatchObject({ isError: true });
    expect(await compute('-'.repeat(999))).toMatchObject({ isError: true });
  });

  test('takes one expression of a thousand characters', () => {
    const check = (input: object) =>
      checkArguments(calculator.definition, JSON.stringify(input), { mayRepair: false });
    expect(check({ expression: '1+1' }).isValid).toBe(true);
    expect(check({ expression: '' })).toMatchObject({ keyword: 'minLength' });
    expect(check({ expression: '1'.repeat(1001) })).toMatchObject({ keyword: 'maxLength' });
    expect(check({ formula: '1' })).toMatchObject({ keyword: 'required' });
  });
});
