import 'server-only';
import type { AppError } from '@/lib/domain/errors/app-error';
import { PROBLEM_MEDIA_TYPE, type Problem } from '@/lib/protocol/problem';

/** Answers with an expected failure in its wire form. */
export function problemResponse(error: AppError, requestId: string): Response {
  const problem: Problem = {
    type: `urn:tenlens:problem:${error.code}`,
    title: error.code,
    status: error.status,
    code: error.code,
    details: error.details,
    requestId,
  };
  const headers = new Headers({ 'content-type': PROBLEM_MEDIA_TYPE });
  if (typeof error.details.seconds === 'number') {
    headers.set('retry-after', String(error.details.seconds));
  }
  return new Response(JSON.stringify(problem), { status: error.status, headers });
}
