import 'client-only';
import type { output, ZodMiniType } from 'zod/mini';
import { AppError } from '@/lib/domain/errors/app-error';
import { toProblemError } from './problem-error';

/**
 * Asks our own server.
 *
 * @throws AppError: the server's own failure, or `network` when it cannot be reached.
 */
export async function request(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new AppError('network', {}, { cause });
  }
  // A page of a proxy in between is no problem of ours, and is told as `internal`.
  if (!response.ok) throw toProblemError(await response.json().catch(() => null));
  return response;
}

/** Options of a request with a JSON body. */
export function jsonBody(method: 'POST' | 'PUT' | 'PATCH', body: unknown): RequestInit {
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/**
 * Asks our own server and reads its answer by a schema.
 *
 * @throws AppError as `request` does; `internal` when the answer does not fit.
 */
export async function requestJson<Schema extends ZodMiniType>(
  path: string,
  schema: Schema,
  init: RequestInit = {},
): Promise<output<Schema>> {
  const response = await request(path, init);
  const result = schema.safeParse(await response.json());
  if (!result.success) throw new AppError('internal', {}, { cause: result.error });
  return result.data;
}
