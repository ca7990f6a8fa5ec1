import { AppError } from './app-error';

/** Any failure as an expected one; what is unknown becomes `internal` with its cause. */
export function toAppError(cause: unknown): AppError {
  return cause instanceof AppError ? cause : new AppError('internal', {}, { cause });
}
