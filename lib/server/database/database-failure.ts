import 'server-only';

/** SQLite's extended result codes. */
const SQLITE_FOREIGN_KEY = 787;
const SQLITE_UNIQUE = new Set([1555, 2067]);
/** Its primary ones for: busy, locked, no memory, read-only, disk failure, disk full, cannot open. */
const SQLITE_UNAVAILABLE = new Set([5, 6, 7, 8, 10, 13, 14]);
const SQLITE_PRIMARY = 0xff;

/**
 * Postgres's for: no connection, no rights, nothing left of a resource, taken as a victim (40), not
 * possible now (55P03, 57), disk failure; on a stand-by nothing can be written (25006), and whoever was
 * silent too long is put out (25P03).
 */
const POSTGRES_UNAVAILABLE =
  /^(08...|28...|3D000|53...|40001|40P01|25006|25P0[34]|55P03|57...|58...)$/;
/** What the system says of a connection. */
const SYSTEM_UNAVAILABLE =
  /^(E(CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN|HOSTUNREACH|HOSTDOWN|NETUNREACH|NOENT|MFILE|NFILE))$/;
/** What the driver says of one, without a code. */
const DRIVER_UNAVAILABLE =
  /^(Connection terminated|timeout e|Query read timeout|Client (has encountered a connection error|was closed)|Postgres connection has been discarded)/;

/** Code of a failure as its engine's driver gives it, and SQLite's number. */
function codesOf(error: unknown): { code: string; number: number } {
  if (!(error instanceof Error)) return { code: '', number: 0 };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const number = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
  return { code, number };
}

/** Whether a statement failed because a row with that key is there already. */
export function isUniqueViolation(error: unknown): boolean {
  const { code, number } = codesOf(error);
  return code === '23505' || SQLITE_UNIQUE.has(number);
}

/** Whether a statement failed because it refers to a row that is not there. */
export function isForeignKeyViolation(error: unknown): boolean {
  const { code, number } = codesOf(error);
  return code === '23503' || number === SQLITE_FOREIGN_KEY;
}

/** Whether the same could succeed later: the database is away, busy, or has no room. */
export function isUnavailable(error: unknown): boolean {
  const { code, number } = codesOf(error);
  if (number !== 0) return SQLITE_UNAVAILABLE.has(number & SQLITE_PRIMARY);
  if (POSTGRES_UNAVAILABLE.test(code) || SYSTEM_UNAVAILABLE.test(code)) return true;
  return error instanceof Error && DRIVER_UNAVAILABLE.test(error.message);
}
