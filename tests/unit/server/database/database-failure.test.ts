import { describe, expect, test } from 'vitest';
import {
  isForeignKeyViolation,
  isUnavailable,
  isUniqueViolation,
} from '@/lib/server/database/database-failure';

const postgres = (code: string) => Object.assign(new Error('of the server'), { code });
const sqlite = (errcode: number) =>
  Object.assign(new Error('of SQLite'), { code: 'ERR_SQLITE_ERROR', errcode });

describe('the same could succeed later', () => {
  test.each([
    ['08006', '28P01', '53100', '53300', '57P01', '57014', '58030', '40P01', '25006', '25P03'],
    ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN'],
  ])('after %s and its like on Postgres', (...codes) => {
    for (const code of codes) expect(isUnavailable(postgres(code)), code).toBe(true);
  });

  test.each([5, 6, 13, 8, 10, 14, 261, 517, 778])('after result code %i of SQLite', (code) => {
    expect(isUnavailable(sqlite(code))).toBe(true);
  });

  test.each([
    'Connection terminated unexpectedly',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
  ])('after the driver said: %s', (message) => {
    expect(isUnavailable(new Error(message))).toBe(true);
  });

  test.each([
    ['a mistake in a query', postgres('42601')],
    ['a key that is there', postgres('23505')],
    ['a damaged file', sqlite(11)],
    ['a violated constraint', sqlite(2067)],
    ['a fault of ours', new TypeError('x is undefined')],
    ['no failure at all', 'ECONNREFUSED'],
  ])('not after %s', (_name, failure) => {
    expect(isUnavailable(failure)).toBe(false);
  });
});

test('violated keys are told apart on both engines', () => {
  for (const error of [postgres('23505'), sqlite(2067), sqlite(1555)]) {
    expect([isUniqueViolation(error), isForeignKeyViolation(error)]).toEqual([true, false]);
  }
  for (const error of [postgres('23503'), sqlite(787)]) {
    expect([isUniqueViolation(error), isForeignKeyViolation(error)]).toEqual([false, true]);
  }
});
