import 'client-only';
import { AppError, type ErrorDetails } from '@/lib/domain/errors/app-error';
import { isErrorCode } from '@/lib/domain/errors/error-codes';
import { problemSchema } from '@/lib/protocol/problem';

/** The failure of a code that our server gave; one that this page does not know is `internal`. */
export function toCodeError(code: string, details: ErrorDetails): AppError {
  return new AppError(isErrorCode(code) ? code : 'internal', details);
}

/**
 * The failure that an answer's body tells; `internal` when it is no problem of ours.
 *
 * @param body - The parsed body, or `null` where there was no JSON.
 * @param details - Facts that the asker adds, such as a file's name.
 */
export function toProblemError(body: unknown, details: ErrorDetails = {}): AppError {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return new AppError('internal', details);
  const { code, requestId } = problem.data;
  return toCodeError(code, { ...details, ...problem.data.details, requestId });
}
