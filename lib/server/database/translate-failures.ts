import 'server-only';
import type { Dialect } from 'kysely';
import { AppError } from '@/lib/domain/errors/app-error';
import { isUnavailable } from './database-failure';
import { type Around, wrapDriver } from './wrap-driver';

const translate: Around = async (_statement, run) => {
  try {
    return await run();
  } catch (cause) {
    // Everything else keeps its own form: what a violated constraint means is known where it was violated.
    throw isUnavailable(cause) ? new AppError('store-unavailable', {}, { cause }) : cause;
  }
};

/**
 * A dialect whose failures are AppError `store-unavailable` where the database is away, busy or full, for
 * whoever asks it anything.
 */
export function translateFailures(dialect: Dialect): Dialect {
  const wrapped = wrapDriver(dialect, translate);
  return {
    ...wrapped,
    createDriver() {
      const driver = wrapped.createDriver();
      const rollback = driver.rollbackTransaction.bind(driver);
      driver.rollbackTransaction = async (connection) => {
        try {
          await rollback(connection);
        } catch {
          // It has been rolled back already: by SQLite itself when the disk is full, by the end of the
          // connection on Postgres. What counts is the failure that led here; it is thrown after this.
        }
      };
      return driver;
    },
  };
}
