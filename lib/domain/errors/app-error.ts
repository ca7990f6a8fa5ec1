import { ERROR_RULES, type ErrorCode } from './error-codes';

/** Values a user's text may name, such as a file name or a limit. Never upstream text, never a secret. */
export type ErrorDetails = Readonly<Record<string, string | number>>;

/** The same in every copy of this module: Next bundles one for routes, one for instrumentation. */
const BRAND = Symbol.for('tenlens.app-error');

/**
 * An expected failure. `message` is for logs; what a person reads comes from the message catalogue
 * by `code`, filled with `details`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly [BRAND] = true;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { cause?: unknown } = {}) {
    super(code, options);
    this.code = code;
    this.details = details;
  }

  /** An expected failure is one wherever it was made, also by another copy of this class. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  /** HTTP status of a problem response for this failure. */
  get status(): number {
    return ERROR_RULES[this.code].status;
  }
}
