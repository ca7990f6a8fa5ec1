import 'server-only';
import type { Dialect } from 'kysely';

/**
 * Runs something around each call of a driver.
 *
 * @param statement - Text of the statement; `connect` where a connection is asked for.
 */
export type Around = <Result>(statement: string, run: () => Promise<Result>) => Promise<Result>;

/** A dialect whose driver does everything through `around`, the statements of transactions too. */
export function wrapDriver(dialect: Dialect, around: Around): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (database) => dialect.createIntrospector(database),
    createDriver() {
      const driver = dialect.createDriver();
      const wrapped = new WeakSet();
      const acquire = driver.acquireConnection.bind(driver);
      driver.acquireConnection = async (options) => {
        const connection = await around('connect', () => acquire(options));
        if (wrapped.has(connection)) return connection;
        wrapped.add(connection);
        const execute = connection.executeQuery.bind(connection);
        connection.executeQuery = (query, limits) =>
          around(query.sql, () => execute(query, limits));
        return connection;
      };
      return driver;
    },
  };
}
