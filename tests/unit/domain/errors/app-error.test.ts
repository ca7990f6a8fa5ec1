import { describe, expect, test, vi } from 'vitest';
import { AppError } from '@/lib/domain/errors/app-error';
import { ERROR_RULES, isErrorCode } from '@/lib/domain/errors/error-codes';

describe('every code', () => {
  test.each(Object.entries(ERROR_RULES))(
    '%s is a kebab-case word with a failure’s status',
    (code, rule) => {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(rule.status).toBeGreaterThanOrEqual(400);
      expect(rule.status).toBeLessThan(600);
    },
  );
});

test('foreign words are no codes, inherited names of objects neither', () => {
  expect(isErrorCode('not-found')).toBe(true);
  for (const text of ['', 'NOT-FOUND', 'constructor', 'toString', '__proto__']) {
    expect(isErrorCode(text)).toBe(false);
  }
});

test('an error carries its code, status, details and cause', () => {
  const cause = new Error('why');
  const error = new AppError('image-size', { name: 'a.png' }, { cause });
  expect(error).toMatchObject({
    name: 'AppError',
    code: 'image-size',
    status: 413,
    details: { name: 'a.png' },
    cause,
  });
  expect(new AppError('conflict').details).toEqual({});
});

test('an error of another copy of the module is an expected failure, too; others are not', async () => {
  vi.resetModules();
  const copy = await import('@/lib/domain/errors/app-error');
  expect(copy.AppError).not.toBe(AppError);
  expect(new copy.AppError('password-wrong')).toBeInstanceOf(AppError);
  for (const value of [new Error('x'), { code: 'conflict' }, null, undefined, 'conflict']) {
    expect(value instanceof AppError).toBe(false);
  }
});
