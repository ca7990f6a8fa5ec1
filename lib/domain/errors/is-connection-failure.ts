import type { ErrorCode } from './error-codes';

/** Failures of a turn that somebody who looks at the connection can mend. */
const OF_CONNECTIONS: ReadonlySet<ErrorCode> = new Set([
  'upstream-auth',
  'upstream-credit',
  'upstream-entitlement',
  'upstream-unknown-model',
  'upstream-retired',
  'upstream-wrong-url',
  'upstream-unreachable',
  'upstream-tls',
  'upstream-redirect',
  'upstream-not-stream',
  'upstream-images',
  'upstream-tools-off',
  'upstream-field',
  'upstream-down',
  'upstream-rejected',
  'upstream-timeout',
]);

/** Whether a failure lies in a connection, so that examining that is a next step. */
export const isConnectionFailure = (code: ErrorCode): boolean => OF_CONNECTIONS.has(code);
